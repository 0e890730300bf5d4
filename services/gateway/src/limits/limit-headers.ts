/**
 * What a client is told of its limits: RateLimit-Policy and RateLimit as draft-ietf-httpapi-ratelimit-headers-10 has them
 * (structured fields: each limit by name; q = quota, w = window, r = what is left, t = seconds until there is more). Pure.
 */
import { type LimitStatus, windowSeconds } from './limiter.ts';

export const rateLimitPolicyField = (limitStatuses: readonly LimitStatus[]): string =>
  limitStatuses.map(({ name, quota }) => `"${name}";q=${quota};w=${windowSeconds}`).join(', ');

export const rateLimitField = (limitStatuses: readonly LimitStatus[]): string =>
  limitStatuses.map(({ name, remaining, seconds }) => `"${name}";r=${remaining};t=${seconds}`).join(', ');

/** When all that is used up is there again. */
export const retryAfter = (exceeded: readonly LimitStatus[]): number =>
  Math.max(...exceeded.map(({ seconds }) => seconds));
