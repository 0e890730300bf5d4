/** Order in which requests are rejected under overload: browsing first, paying last. Pure. */

import { cancelOrder, payOrder } from '@mambogo/contracts/api/order-actions.ts';
import { placeOrder } from '@mambogo/contracts/api/orders.ts';
import { getPaymentProvider, paymentCallback } from '@mambogo/contracts/api/payments.ts';
import type { RateClass } from '@mambogo/contracts/rate-limits.ts';
import { assetTarget, type Target } from '../pipeline/route-table.ts';

/** In the order in which they are rejected. */
export const priorities = ['browse', 'manage', 'buy', 'pay'] as const;
export type Priority = (typeof priorities)[number];

/**
 * Lag, as a multiple of the first priority's, from which a priority is rejected. Payments come last: a shopper who has got that
 * far, and the provider reporting the result, must not be rejected while anyone else is served.
 */
export const shedFactor: Readonly<Record<Priority, number>> = { browse: 1, manage: 2, buy: 4, pay: 10 };

const paymentRoutes: ReadonlySet<string> = new Set(
  [placeOrder, payOrder, cancelOrder, getPaymentProvider, paymentCallback].map(({ id }) => id),
);

/** Reading one's own orders, merchant work and account pages rank between browsing and buying. */
const priorityByRateClass: Readonly<Record<RateClass, Priority>> = {
  products: 'browse',
  pages: 'browse',
  reports: 'browse',
  default: 'manage',
  orders: 'manage',
  merchants: 'manage',
  payments: 'manage',
  cart: 'buy',
  identity: 'buy',
  'log-in': 'buy',
  callbacks: 'pay',
};

/** Pages on the way to paying, and back from the provider. */
const checkoutPages = /^\/(?:cart|checkout|orders|callback)(?:\/|$)/;

export function priorityOf(target: Target, path: string): Priority {
  if (paymentRoutes.has(target.id)) return 'pay';
  // Files belong to a page that was already served.
  if (target === assetTarget || (target.id === 'page' && checkoutPages.test(path))) return 'buy';
  return priorityByRateClass[target.rate];
}

/** Whether a priority is rejected at this lag. */
export const isShed = (priority: Priority, lag: number, first: number): boolean => lag >= first * shedFactor[priority];
