/**
 * The service's own cookies, beside those of the provider: never readable by scripts, sent with top-level navigation only. On
 * https their names are prefixed (`__Host-`, `__Secure-`), so that browsers let no other host of the domain set them.
 */
import type { IncomingMessage } from 'node:http';
import type { Response } from 'express';

export interface Cookie {
  /** Name without a prefix. */
  readonly name: string;
  /** Only characters of a cookie value: base64url, digits, dots. */
  readonly value: string;
  readonly path: string;
  readonly secure: boolean;
  /** Lifetime from now. */
  readonly seconds: number;
}

export function setCookie(response: Response, { name, value, path, secure, seconds }: Cookie): void {
  const prefix = secure ? (path === '/' ? '__Host-' : '__Secure-') : '';
  response.cookie(prefix + name, value, { path, secure, maxAge: seconds * 1_000, httpOnly: true, sameSite: 'lax' });
}

type Asked = Pick<IncomingMessage, 'headers'>;

/** Reads a cookie by its name without prefix; the previous release set cookies without one. */
export const cookieOf = (request: Asked, name: string): string | undefined =>
  exactCookieOf(request, `__Host-${name}`) ??
  exactCookieOf(request, `__Secure-${name}`) ??
  exactCookieOf(request, name);

export function exactCookieOf({ headers }: Asked, name: string): string | undefined {
  const start = `${name}=`;
  const found = (headers.cookie ?? '').split('; ').find((one) => one.startsWith(start));
  return found?.slice(start.length);
}
