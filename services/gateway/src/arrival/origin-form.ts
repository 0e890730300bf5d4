/**
 * Absolute-form request targets (`GET http://shop.example/cart HTTP/1.1`), which every server takes (RFC 9112, 3.2.2): proxies'
 * clients send them. The authority replaces the Host header, as the RFC asks, and what follows is read like any other address;
 * whether the host is the shop's is judged where that of all requests is.
 */
import { Problem } from '@mambogo/service/http/problem.ts';
import type { RequestHandler } from 'express';

export interface OriginForm {
  readonly host: string;
  readonly url: string;
}

const absoluteForm = /^https?:\/\/([^/?#]*)([/?].*)?$/i;
/** No user name in it: RFC 9110, 4.2.4. */
const authority = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/** @returns undefined: it is not in absolute form @throws Problem where the authority is none */
export function originForm(target: string): OriginForm | undefined {
  const [found, host = '', rest = '/'] = absoluteForm.exec(target) ?? [];
  if (found === undefined) return undefined;
  if (!authority.test(host)) throw new Problem('validation', 'this address is not taken: it names no host');
  return { host, url: rest.startsWith('?') ? `/${rest}` : rest };
}

export const takeAbsoluteForm: RequestHandler = (request, _response, next) => {
  const form = originForm(request.url);
  if (form) {
    request.url = form.url;
    request.originalUrl = form.url;
    request.headers.host = form.host;
  }
  next();
};
