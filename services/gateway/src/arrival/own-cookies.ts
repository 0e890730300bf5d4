/**
 * Keeps only the shop's own cookies. A browser sends every cookie of the host, including those set on other ports, other paths
 * or the parent domain; they are neither inspected nor forwarded.
 */
import type { RequestHandler } from 'express';

/** All cookies set by cart and identity: prefixed with `__Host-` or `__Secure-` over https, with `.sig` where signed. */
const shopCookie = /^(?:__(?:Host|Secure)-)?mambogo_/;

/** @returns undefined if none of the cookies is the shop's */
export function ownCookies(header: string): string | undefined {
  const kept = header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => shopCookie.test(pair));
  return kept.length > 0 ? kept.join('; ') : undefined;
}

export const leaveForeignCookies: RequestHandler = ({ headers }, _response, next) => {
  if (headers.cookie !== undefined) headers.cookie = ownCookies(headers.cookie);
  next();
};
