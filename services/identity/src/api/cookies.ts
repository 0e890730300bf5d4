/** Cookies of our own, beside those of the provider: never readable by scripts, sent with top-level navigation only. */
import type { IncomingMessage } from 'node:http';
import type { Response } from 'express';

export interface Cookie {
  readonly name: string;
  /** Characters of a cookie value only: base64url, digits, dots. */
  readonly value: string;
  readonly path: string;
  readonly secure: boolean;
  /** From now. */
  readonly seconds: number;
}

export function setCookie(response: Response, { name, value, path, secure, seconds }: Cookie): void {
  response.cookie(name, value, { path, secure, maxAge: seconds * 1_000, httpOnly: true, sameSite: 'lax' });
}

export function cookieOf({ headers }: Pick<IncomingMessage, 'headers'>, name: string): string | undefined {
  const start = `${name}=`;
  const found = (headers.cookie ?? '').split('; ').find((one) => one.startsWith(start));
  return found?.slice(start.length);
}
