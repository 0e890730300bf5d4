/**
 * An entry of an order's timeline as its customer reads it: by role, not by name, and without anybody's own words. What staff
 * wrote and marked as for the customer is on the order itself. Pure.
 */

import type { TimelineEntry } from '@mambogo/contracts/api/orders.ts';
import { standardRefundReason } from '@mambogo/contracts/api/refund-reasons.ts';
import { standardDetail } from '../domain/cancellation.ts';
import type { EventOf } from '../domain/order-event.ts';

export type Role = 'you' | 'shop' | 'payment-provider' | 'system';

export const entryForCustomer = ({ actor, data, ...entry }: TimelineEntry): TimelineEntry => ({
  ...entry,
  actor: roleOf(actor, entry.type),
  data: dataFor(entry.type, data),
});

function roleOf(actor: string, type: string): Role {
  if (actor.startsWith('customer:')) return 'you';
  if (actor.startsWith('merchant:')) return 'shop';
  return providerEventTypes.has(type) ? 'payment-provider' : 'system';
}

const providerEventTypes: ReadonlySet<string> = new Set([
  ...['payment.pending', 'payment.action-required', 'payment.captured', 'payment.failed'],
  ...['payment.refunded', 'payment.refund-failed'],
]);

/** Fields that may hold a sentence: where they are not written by the shop's own code, they are put as a standard one. */
function dataFor(type: string, data: TimelineEntry['data']): TimelineEntry['data'] {
  switch (type) {
    case 'order.cancelled':
      return { ...data, detail: standardDetail(data as unknown as EventOf<'cancelled'>['data']) };
    case 'order.refund-requested':
    case 'order.payment-refunded':
    case 'payment.refund-requested':
      return { ...data, reason: standardRefundReason(String(data.reason)) };
    default:
      return data;
  }
}
