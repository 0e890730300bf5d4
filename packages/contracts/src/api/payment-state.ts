/** Status and failure of a payment, for both orders and payments. */
import { z } from 'zod';
import { Time } from '../time.ts';

export const paymentStatuses = [
  'PENDING',
  'ACTION_REQUIRED',
  'AUTHORIZED',
  'CAPTURED',
  'FAILED',
  'PARTIALLY_REFUNDED',
  'REFUNDED',
] as const;
export const PaymentStatus = z.enum(paymentStatuses);
export type PaymentStatus = z.infer<typeof PaymentStatus>;

export const PaymentFailure = z.object({
  code: z.string(),
  reason: z.string(),
  retryable: z.boolean().meta({ description: 'the same card may succeed; another card can be tried in any case' }),
  suggestion: z.string(),
});
export type PaymentFailure = z.infer<typeof PaymentFailure>;

/** Where the shopper must go while a payment is ACTION_REQUIRED. */
export const PaymentAction = z.object({
  url: z.url(),
  answerBefore: Time.optional().meta({ description: 'the order is cancelled if the action is not completed by then' }),
});
