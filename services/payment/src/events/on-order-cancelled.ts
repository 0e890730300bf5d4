/** An order was cancelled: nothing is charged from now on, what was captured goes back, what is open is resolved. */
import { orderCancelled } from '@mambogo/contracts/events/order-events.ts';
import { newId, RefundId } from '@mambogo/contracts/ids.ts';
import { on } from '@mambogo/messaging/inbox/delivery.ts';
import { type Charging, changePayment } from './change-payment.ts';

export const onOrderCancelled = on<typeof orderCancelled, Charging>(orderCancelled, (context, work, { orderId }) =>
  changePayment(context, work, orderId, { type: 'cancel', refundId: RefundId.parse(newId()) }),
);
