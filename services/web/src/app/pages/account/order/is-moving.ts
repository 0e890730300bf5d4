/** Whether changes of an order are expected soon, so that they are worth a live connection. Pure. */
import type { Order } from '@mambogo/contracts/api/orders.ts';
import { finalStatuses } from '../../../live-orders/follow-orders.ts';

/** Milliseconds after its last change from which on a paid order waits for people: to be packed, to be carried. */
export const restsAfter = 600_000;

/** Milliseconds since 1970 until which changes are expected soon; those of an order at rest are looked for now and then. */
export function movesUntil({ status, updatedAt, refunds }: Order): number {
  if (finalStatuses.includes(status)) return Number.NEGATIVE_INFINITY;
  const isWaiting = status === 'CONFIRMED' || status === 'SHIPPED';
  if (!isWaiting || refunds.some((refund) => refund.status === 'REQUESTED')) return Number.POSITIVE_INFINITY;
  return Date.parse(updatedAt) + restsAfter;
}

/** Money is to come back, and has not yet. */
export const isOwed = ({ status, payment, refunds }: Order): boolean =>
  finalStatuses.includes(status) &&
  (refunds.some((refund) => refund.status === 'REQUESTED') ||
    (status === 'CANCELLED' && payment.status === 'CAPTURED'));
