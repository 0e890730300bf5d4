/** Why an order was cancelled. */
import { z } from 'zod';
import { asPersonal } from '../personal.ts';

export const cancellationReasons = [
  'out-of-stock',
  'payment-failed',
  'payment-window',
  'reservation-expired',
  'customer',
  'merchant',
] as const;
export type CancellationReason = (typeof cancellationReasons)[number];

export const Cancellation = z.object({
  reason: z.enum(cancellationReasons),
  detail: z.string(),
  retryable: z.boolean().meta({ description: 'placing the order again may succeed' }),
  suggestion: z.string(),
});
export type Cancellation = z.infer<typeof Cancellation>;

export const ShopNoteText = asPersonal(z.string()).meta({
  description: "the shop's own words, if they are marked as visible to the customer",
});

export const PublicCancellation = Cancellation.extend({
  note: asPersonal(z.string()).optional().meta({ description: "the customer's own words, if they gave a reason" }),
  shopNote: ShopNoteText.optional(),
});
