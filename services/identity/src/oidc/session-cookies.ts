/**
 * The names of the provider's cookies. On https a browser accepts them only from the shop's own host, over https and for all
 * its paths (`__Host-`), or over https (`__Secure-`, for those of one log-in, whose path is that log-in's): no other host of
 * the domain can plant one (RFC 6265bis section 4.1.3).
 */
import { createHmac } from 'node:crypto';
import type { RequestHandler } from 'express';
import { exactCookieOf } from '../api/cookies.ts';
import { isEqualConstantTime } from '../domain/equal-constant-time.ts';

const plain = { session: 'mambogo_session', interaction: 'mambogo_log_in', resume: 'mambogo_resume' } as const;

export const cookieNames = (secure: boolean) =>
  secure
    ? {
        session: `__Host-${plain.session}`,
        interaction: `__Secure-${plain.interaction}`,
        resume: `__Secure-${plain.resume}`,
      }
    : plain;

/** `__Host-` requires the path `/`; the gateway forwards these cookies to identity only. */
export const sessionCookiePath = (secure: boolean): string => (secure ? '/' : '/auth');

/**
 * Accepts cookies that the previous release set, under names without a prefix. A signature covers name and value, so a valid
 * one is made again for the new name. To be removed with the next release.
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

/** Signs like keygrip, which signs the provider's cookies. */
const sign = (data: string, key: string): string => createHmac('sha1', key).update(data).digest('base64url');

function isSigned(name: string, value: string, signature: string | undefined, keys: readonly string[]): boolean {
  return keys.some((key) => isEqualConstantTime(sign(`${name}=${value}`, key), signature ?? ''));
}
