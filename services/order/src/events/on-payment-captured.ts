/** The money is there: the order is confirmed, unless it was cancelled before. */
import { paymentCaptured } from '@mambogo/contracts/events/payment-events.ts';
import { on } from '@mambogo/messaging/inbox/delivery.ts';
import type { Context } from '../context.ts';
import { act } from '../store/act.ts';

export const onPaymentCaptured = on<typeof paymentCaptured, Context>(
  paymentCaptured,
  (_context, work, { orderId, ...data }) => act(work, orderId, { type: 'payment-captured', data }),
);
