/** Whether changes of an order are expected soon, which justifies a live connection. Pure. */
import type { Order } from '@mambogo/contracts/api/orders.ts';
import { finalStatuses } from '../../../live-orders/follow-orders.ts';

/** Milliseconds after its last change until a paid order is considered to wait for people (packing, shipping). */
export const restsAfter = 600_000;

/** Time (ms since the epoch) until which changes are expected soon; afterwards the order is polled at a low rate. */
export function movesUntil({ status, updatedAt, refunds }: Order): number {
  if (finalStatuses.includes(status)) return Number.NEGATIVE_INFINITY;
  const isWaiting = status === 'CONFIRMED' || status === 'SHIPPED';
  if (!isWaiting || refunds.some((refund) => refund.status === 'REQUESTED')) return Number.POSITIVE_INFINITY;
  return Date.parse(updatedAt) + restsAfter;
}

/** A refund is pending. */
export const isOwed = ({ status, payment, refunds }: Order): boolean =>
  finalStatuses.includes(status) &&
  (refunds.some((refund) => refund.status === 'REQUESTED') ||
    (status === 'CANCELLED' && payment.status === 'CAPTURED'));
