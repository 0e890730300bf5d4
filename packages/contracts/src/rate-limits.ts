/**
 * How many requests a minute a user and an address may make, by class. The gateway counts them; a Storefront and the
 * gateway's limits file may say other numbers.
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

/** Requests a minute; what is left out is as `defaultRateLimits` has it. */
export const RateLimit = z.strictObject({
  user: requests.describe('of one user, by the token: requests a minute'),
  address: requests.describe('of one client address (IPv6: /64): requests a minute'),
});
export type RateLimit = z.infer<typeof RateLimit>;

const optional = RateLimit.optional();

/** The classes that differ from their defaults. */
export const RateLimits = z.strictObject({
  default: optional,
  products: optional.describe('reading the catalogue'),
  cart: optional,
  orders: optional.describe("placing, reading and cancelling one's own orders"),
  merchants: optional.describe('everything that needs a scope of staff'),
  payments: optional,
  callbacks: optional.describe('of payment providers'),
  identity: optional.describe('everything under /auth but the next'),
  'log-in': optional.describe('log-in and sign-up forms, and tokens'),
  pages: optional.describe('pages and their files'),
  reports: optional.describe('what browsers report to /csp-report'),
}) satisfies z.ZodType<Partial<Record<RateClass, RateLimit>>>;
export type RateLimits = z.infer<typeof RateLimits>;

/**
 * Without a number nobody counts. A provider's callbacks all come from a few addresses; a page is a dozen requests. A merchant
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
