/** An order was placed: what is to be paid, by whom, with which card. Charged once its stock is reserved too. */
import { orderPlaced } from '@mambogo/contracts/events/order-events.ts';
import { newPaymentId } from '@mambogo/contracts/ids.ts';
import { on } from '@mambogo/messaging/inbox/delivery.ts';
import { type Charging, changePayment } from './change-payment.ts';

export const onOrderPlaced = on<typeof orderPlaced, Charging>(orderPlaced, (context, work, data) => {
  const { orderId, customerId, total, paymentToken: token } = data;
  return changePayment(context, work, orderId, { type: 'place', customerId, total, token, paymentId: newPaymentId() });
});
