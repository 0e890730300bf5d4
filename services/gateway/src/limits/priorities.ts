/** What may wait when there is too much to do: browsing first, paying last. Pure. */

import { cancelOrder, payOrder } from '@mambogo/contracts/api/order-actions.ts';
import { placeOrder } from '@mambogo/contracts/api/orders.ts';
import { getPaymentProvider, paymentCallback } from '@mambogo/contracts/api/payments.ts';
import type { RateClass } from '@mambogo/contracts/rate-limits.ts';
import { assetTarget, type Target } from '../pipeline/route-table.ts';

/** In the order in which they are refused. */
export const priorities = ['browse', 'manage', 'buy', 'pay'] as const;
export type Priority = (typeof priorities)[number];

/**
 * A priority is refused from so many times the first one's lag on. Paying comes last and late: whoever has got so far, and
 * the provider that says what became of it, should never be sent away while anybody else is served.
 */
export const shedFactor: Readonly<Record<Priority, number>> = { browse: 1, manage: 2, buy: 4, pay: 10 };

const paymentRoutes: ReadonlySet<string> = new Set(
  [placeOrder, payOrder, cancelOrder, getPaymentProvider, paymentCallback].map(({ id }) => id),
);

/** Reading one's orders, and what merchants and account pages do, is between browsing and buying. */
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
  // Files belong to a page that was let in.
  if (target === assetTarget || (target.id === 'page' && checkoutPages.test(path))) return 'buy';
  return priorityByRateClass[target.rate];
}

/** Whether it is refused at such a lag. */
export const isShed = (priority: Priority, lag: number, first: number): boolean => lag >= first * shedFactor[priority];
