/**
 * Converts a timeline entry for the customer: the actor becomes a role, and free text is replaced. Notes of staff that are
 * marked as visible to the customer are on the order itself. Pure.
 */

import type { TimelineEntry } from '@mambogo/contracts/api/orders.ts';
import { standardRefundReason } from '@mambogo/contracts/api/refund-reasons.ts';
import { standardDetail } from '../domain/cancellation.ts';
import type { EventOf } from '../domain/order-event.ts';

export type Role = 'you' | 'shop' | 'payment-provider' | 'system';

export const entryForCustomer = ({
  actor,
  data,
  role: _role,
  cause: _cause,
  traceId: _traceId,
  traceUrl: _traceUrl,
  ...entry
}: TimelineEntry): TimelineEntry => ({
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

/** Replaces free text that the shop's own code did not write by a standard sentence. */
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
