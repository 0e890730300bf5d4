/**
 * RateLimit-Policy and RateLimit header fields as in draft-ietf-httpapi-ratelimit-headers-10 (structured fields, one item per
 * limit: q = quota, w = window, r = remaining, t = seconds until the window ends). Pure.
 */
import { type LimitStatus, windowSeconds } from './limiter.ts';

export const rateLimitPolicyField = (limitStatuses: readonly LimitStatus[]): string =>
  limitStatuses.map(({ name, quota }) => `"${name}";q=${quota};w=${windowSeconds}`).join(', ');

export const rateLimitField = (limitStatuses: readonly LimitStatus[]): string =>
  limitStatuses.map(({ name, remaining, seconds }) => `"${name}";r=${remaining};t=${seconds}`).join(', ');

/** Seconds until every exceeded limit allows requests again. */
export const retryAfter = (exceeded: readonly LimitStatus[]): number =>
  Math.max(...exceeded.map(({ seconds }) => seconds));
