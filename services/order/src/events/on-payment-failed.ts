/** The provider said no: for good (the order is cancelled), or to this card only (it stays open). */
import { paymentFailed } from '@mambogo/contracts/events/payment-events.ts';
import { on } from '@mambogo/messaging/inbox/delivery.ts';
import type { Context } from '../context.ts';
import { act } from '../store/act.ts';

export const onPaymentFailed = on<typeof paymentFailed, Context>(
  paymentFailed,
  (_context, work, { orderId, ...data }) => act(work, orderId, { type: 'payment-failed', data }),
);
