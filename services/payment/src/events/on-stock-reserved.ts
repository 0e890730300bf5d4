/** An order's stock is set aside: charge, if the order is known already. */
import { stockReserved } from '@mambogo/contracts/events/inventory-events.ts';
import { newPaymentId } from '@mambogo/contracts/ids.ts';
import { on } from '@mambogo/messaging/inbox/delivery.ts';
import { type Charging, changePayment } from './change-payment.ts';

export const onStockReserved = on<typeof stockReserved, Charging>(stockReserved, (context, work, { orderId }) =>
  changePayment(context, work, orderId, { type: 'reserve', paymentId: newPaymentId() }),
);
