/** The events of order and inventory that payment handles, and the command each one maps to. Pure: ids are passed in. */
import { commandMapper, defineHandlers, type HandledEvent } from '@mambogo/contracts/events/handled-event.ts';
import { stockReserved } from '@mambogo/contracts/events/inventory-events.ts';
import {
  orderCancelled,
  orderPaymentRequested,
  orderPlaced,
  orderRefundRequested,
} from '@mambogo/contracts/events/order-events.ts';
import type { PaymentId, RefundId } from '@mambogo/contracts/ids.ts';
import type { PaymentCommand } from './payment-command.ts';

/** Ids for the attempt and the refund that a command may start. */
export interface NewIds {
  readonly paymentId: PaymentId;
  readonly refundId: RefundId;
}

const on = defineHandlers<PaymentCommand, [ids: NewIds]>();

export const eventHandlers: readonly HandledEvent<PaymentCommand, [ids: NewIds]>[] = [
  /** Carries amount, customer and card; charged once the stock is reserved too. */
  on(orderPlaced, ({ orderId, customerId, total, paymentToken: token }, { paymentId }) => ({
    orderId,
    command: { type: 'place', customerId, total, token, paymentId },
  })),
  on(stockReserved, ({ orderId }, { paymentId }) => ({ orderId, command: { type: 'reserve', paymentId } })),
  /** The customer tries another card. */
  on(orderPaymentRequested, ({ orderId, attempt, paymentToken: token }, { paymentId }) => ({
    orderId,
    command: { type: 'request', attempt, token, paymentId },
  })),
  on(orderCancelled, ({ orderId }, { refundId }) => ({ orderId, command: { type: 'cancel', orderId, refundId } })),
  on(orderRefundRequested, ({ orderId, refundId, amount, reason }) => ({
    orderId,
    command: { type: 'refund', refundId, amount, reason },
  })),
];

export const commandForEvent = commandMapper(eventHandlers);
