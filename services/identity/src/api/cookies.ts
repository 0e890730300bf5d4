/**
 * Cookies of our own, beside those of the provider: never readable by scripts, sent with top-level navigation only. Where the
 * shop is there by https their names say so (`__Host-`, `__Secure-`), and browsers let no other host of the domain set them.
 */
import type { IncomingMessage } from 'node:http';
import type { Response } from 'express';

export interface Cookie {
  /** Without a prefix. */
  readonly name: string;
  /** Characters of a cookie value only: base64url, digits, dots. */
  readonly value: string;
  readonly path: string;
  readonly secure: boolean;
  /** From now. */
  readonly seconds: number;
}

export function setCookie(response: Response, { name, value, path, secure, seconds }: Cookie): void {
  const prefix = secure ? (path === '/' ? '__Host-' : '__Secure-') : '';
  response.cookie(prefix + name, value, { path, secure, maxAge: seconds * 1_000, httpOnly: true, sameSite: 'lax' });
}

type Asked = Pick<IncomingMessage, 'headers'>;

/** By its name without a prefix; the last release set cookies without one. */
export const cookieOf = (request: Asked, name: string): string | undefined =>
  exactCookieOf(request, `__Host-${name}`) ??
  exactCookieOf(request, `__Secure-${name}`) ??
  exactCookieOf(request, name);

export function exactCookieOf({ headers }: Asked, name: string): string | undefined {
  const start = `${name}=`;
  const found = (headers.cookie ?? '').split('; ').find((one) => one.startsWith(start));
  return found?.slice(start.length);
}
