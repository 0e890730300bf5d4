/**
 * Rate limits per user and per address, in requests a minute, by class. The gateway enforces them; a Storefront and the
 * gateway's limits file may override them.
 */
import { z } from 'zod';

export const rateClasses = [
  'default',
  'products',
  'cart',
  'orders',
  'merchants',
  'payments',
  'callbacks',
  'identity',
  'log-in',
  'pages',
  'reports',
] as const;
/** Which rate limit a request counts against. */
export type RateClass = (typeof rateClasses)[number];

const requests = z.int().min(1).max(100_000_000).optional();

/** Requests a minute; missing values are those of `defaultRateLimits`. */
export const RateLimit = z.strictObject({
  user: requests.describe('requests a minute of one user, by the token'),
  address: requests.describe('requests a minute of one client address (IPv6: /64)'),
});
export type RateLimit = z.infer<typeof RateLimit>;

const optional = RateLimit.optional();

/** Overrides of defaults, by class. */
export const RateLimits = z.strictObject({
  default: optional.describe('for routes not named here'),
  products: optional.describe('reading the catalogue'),
  cart: optional.describe('carts'),
  orders: optional.describe("placing, reading and cancelling the user's own orders"),
  merchants: optional.describe('routes that require a staff scope'),
  payments: optional.describe('payments'),
  callbacks: optional.describe('of payment providers'),
  identity: optional.describe('everything under /auth except `log-in`'),
  'log-in': optional.describe('log-in and sign-up forms, and tokens'),
  pages: optional.describe('pages and their files'),
  reports: optional.describe('reports of browsers to /csp-report'),
}) satisfies z.ZodType<Partial<Record<RateClass, RateLimit>>>;
export type RateLimits = z.infer<typeof RateLimits>;

/**
 * A missing number means no limit. A provider's callbacks all come from a few addresses; a page is a dozen requests. A merchant
 * opens an order a second, with its timeline and its customer, from an office that shares one address.
 */
export const defaultRateLimits: Readonly<Record<RateClass, RateLimit>> = {
  default: { user: 100, address: 1_000 },
  products: { address: 2_000 },
  cart: { user: 60, address: 600 },
  orders: { user: 30, address: 300 },
  merchants: { user: 600, address: 6_000 },
  payments: { user: 20, address: 200 },
  callbacks: { address: 12_000 },
  identity: { address: 600 },
  'log-in': { address: 60 },
  pages: { address: 2_000 },
  reports: { address: 60 },
};
