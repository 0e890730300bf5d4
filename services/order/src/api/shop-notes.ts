/**
 * Notes of staff on an order: why they cancelled or refunded it. They may name people, so they are stored encrypted with the
 * customer's key, like the address, and are in no event or log. The customer sees those marked as visible to them.
 */

import { standardRefundReason } from '@mambogo/contracts/api/refund-reasons.ts';
import type { RefundId } from '@mambogo/contracts/ids.ts';
import { asPersonal } from '@mambogo/contracts/personal.ts';
import { z } from 'zod';
import { cancelledByMerchant } from '../domain/cancellation.ts';
import type { OrderState } from '../domain/order-state.ts';

export const ShopNote = z.object({ text: asPersonal(z.string()), visibleToCustomer: z.boolean() });
export type ShopNote = z.infer<typeof ShopNote>;

export const ShopNotes = z.object({
  cancellation: ShopNote.optional(),
  /** By refund id. */
  refunds: z.record(z.string(), ShopNote).optional(),
});
export type ShopNotes = z.infer<typeof ShopNotes>;

export const cancellationNote = (state: OrderState, notes: ShopNotes | undefined): ShopNote | undefined =>
  notes?.cancellation ?? (state.status === 'CANCELLED' ? noteFromEarlierRelease(state.cancellation) : undefined);

export const refundNote = (
  { refundId, reason, status }: OrderState['refunds'][number],
  notes: ShopNotes | undefined,
): ShopNote | undefined =>
  notes?.refunds?.[refundId] ??
  // The reason of a failed refund comes from the provider.
  (status === 'FAILED' || standardRefundReason(reason) === reason
    ? undefined
    : { text: reason, visibleToCustomer: false });

export const withRefundNote = (notes: ShopNotes | undefined, refundId: RefundId, note: ShopNote): ShopNotes => ({
  ...notes,
  refunds: { ...notes?.refunds, [refundId]: note },
});

/** Text that an earlier release stored in the log is not marked, so only staff see it. */
const noteFromEarlierRelease = ({ reason, detail }: { reason: string; detail: string }): ShopNote | undefined =>
  reason === 'merchant' && detail !== cancelledByMerchant.data.detail
    ? { text: detail, visibleToCustomer: false }
    : undefined;
