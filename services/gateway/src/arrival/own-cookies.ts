/**
 * Only the shop's own cookies are read. A browser sends every cookie of the host, also those that neighbours on other ports,
 * other paths or the parent domain have set; they mean nothing here, and are neither inspected nor passed on.
 */
import type { RequestHandler } from 'express';

/** All that cart and identity set; `__Host-` and `__Secure-` where the shop is https, `.sig` where a cookie is signed. */
const own = /^(?:__(?:Host|Secure)-)?mambogo_/;

/** @returns undefined: none of them is ours */
export function ownCookies(header: string): string | undefined {
  const kept = header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => own.test(pair));
  return kept.length > 0 ? kept.join('; ') : undefined;
}

export const leaveForeignCookies: RequestHandler = ({ headers }, _response, next) => {
  if (headers.cookie !== undefined) headers.cookie = ownCookies(headers.cookie);
  next();
};
