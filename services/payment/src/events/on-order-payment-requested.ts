/** The shopper tries another card: a further attempt, once the one before it is over. */
import { orderPaymentRequested } from '@mambogo/contracts/events/order-events.ts';
import { newPaymentId } from '@mambogo/contracts/ids.ts';
import { on } from '@mambogo/messaging/inbox/delivery.ts';
import { type Charging, changePayment } from './change-payment.ts';

export const onOrderPaymentRequested = on<typeof orderPaymentRequested, Charging>(
  orderPaymentRequested,
  (context, work, { orderId, attempt, paymentToken: token }) =>
    changePayment(context, work, orderId, { type: 'request', attempt, token, paymentId: newPaymentId() }),
);
