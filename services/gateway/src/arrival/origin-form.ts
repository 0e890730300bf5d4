/**
 * Absolute-form request targets (`GET http://shop.example/cart HTTP/1.1`), which every server must accept (RFC 9112, 3.2.2):
 * clients behind a forward proxy send them. The authority replaces the Host header, as the RFC requires, and the rest is
 * handled as an ordinary path. Whether the host is the shop's is checked later, as for all requests.
 */
import { Problem } from '@mambogo/service/http/problem.ts';
import type { RequestHandler } from 'express';

export interface OriginForm {
  readonly host: string;
  readonly url: string;
}

const absoluteForm = /^https?:\/\/([^/?#]*)([/?].*)?$/i;
/** Without user info: RFC 9110, 4.2.4. */
const authority = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/** @returns undefined if the target is not in absolute form @throws Problem if the authority is invalid */
export function originForm(target: string): OriginForm | undefined {
  const [match, host = '', rest = '/'] = absoluteForm.exec(target) ?? [];
  if (match === undefined) return undefined;
  if (!authority.test(host)) throw new Problem('validation', 'invalid request target: it has no valid host');
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
