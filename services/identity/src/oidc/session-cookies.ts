/**
 * The names of the provider's cookies. Where the shop is there by https a browser takes them only from the shop's own host, over
 * https and for all its paths (`__Host-`), or over https (`__Secure-`, for those of one log-in, whose path is that log-in's):
 * no other host of the domain can plant one (RFC 6265bis section 4.1.3).
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { exactCookieOf } from '../api/cookies.ts';

const plain = { session: 'mambogo_session', interaction: 'mambogo_log_in', resume: 'mambogo_resume' } as const;

export const cookieNames = (secure: boolean) =>
  secure
    ? {
        session: `__Host-${plain.session}`,
        interaction: `__Secure-${plain.interaction}`,
        resume: `__Secure-${plain.resume}`,
      }
    : plain;

/** `__Host-` asks for the path of everything; the gateway passes these cookies on to identity alone. */
export const sessionCookiePath = (secure: boolean): string => (secure ? '/' : '/auth');

/**
 * Cookies that the last release set, under names without a prefix, count as those of this one. A signature is over name and
 * value, so a good one is made again for the new name. Goes with the next release.
 */
export function migrateOldCookies(secure: boolean, keys: readonly string[]): RequestHandler {
  const names = cookieNames(secure);
  return (request, _response, next) => {
    if (secure)
      for (const kind of ['session', 'interaction', 'resume'] as const) {
        const value = exactCookieOf(request, plain[kind]);
        if (value === undefined || exactCookieOf(request, names[kind]) !== undefined) continue;
        if (!isSigned(plain[kind], value, exactCookieOf(request, `${plain[kind]}.sig`), keys)) continue;
        const signed = `${names[kind]}=${value}`;
        request.headers.cookie += `; ${signed}; ${names[kind]}.sig=${sign(signed, keys[0] ?? '')}`;
      }
    next();
  };
}

/** As keygrip signs, which the provider's cookies are signed by. */
const sign = (data: string, key: string): string => createHmac('sha1', key).update(data).digest('base64url');

function isSigned(name: string, value: string, signature: string | undefined, keys: readonly string[]): boolean {
  const given = Buffer.from(signature ?? '');
  return keys.some((key) => {
    const expected = Buffer.from(sign(`${name}=${value}`, key));
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
}
