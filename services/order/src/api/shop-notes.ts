/**
 * What staff write of an order: why they cancel it, why they pay it back. It lies encrypted beside the address, under the
 * customer's key, in no log and no event, as it may well name somebody. The customer reads what is marked for them.
 */

import { standardRefundReason } from '@mambogo/contracts/api/refund-reasons.ts';
import type { RefundId } from '@mambogo/contracts/ids.ts';
import { z } from 'zod';
import { cancelledByMerchant } from '../domain/cancellation.ts';
import type { OrderState } from '../domain/order-state.ts';

export const ShopNote = z.object({ text: z.string(), visibleToCustomer: z.boolean() });
export type ShopNote = z.infer<typeof ShopNote>;

export const ShopNotes = z.object({
  cancellation: ShopNote.optional(),
  /** By the refund's id. */
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
  // Of a refused one the reason is the provider's.
  (status === 'FAILED' || standardRefundReason(reason) === reason
    ? undefined
    : { text: reason, visibleToCustomer: false });

export const withRefundNote = (notes: ShopNotes | undefined, refundId: RefundId, note: ShopNote): ShopNotes => ({
  ...notes,
  refunds: { ...notes?.refunds, [refundId]: note },
});

/** What the log said in an earlier release, unmarked, is nobody's but the staff's. */
const noteFromEarlierRelease = ({ reason, detail }: { reason: string; detail: string }): ShopNote | undefined =>
  reason === 'merchant' && detail !== cancelledByMerchant.data.detail
    ? { text: detail, visibleToCustomer: false }
    : undefined;
