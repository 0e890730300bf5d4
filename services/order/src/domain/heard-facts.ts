/** The facts of inventory and payment that an order obeys, and the command each of them is to it. Pure. */
import { commandMapper, defineHandlers, type HandledEvent } from '@mambogo/contracts/events/handled-event.ts';
import {
  stockCommitted,
  stockRejected,
  stockReleased,
  stockReservationExpired,
  stockReserved,
  stockReturned,
} from '@mambogo/contracts/events/inventory-events.ts';
import {
  paymentActionRequired,
  paymentCaptured,
  paymentFailed,
  paymentRefunded,
  paymentRefundFailed,
  paymentVoided,
} from '@mambogo/contracts/events/payment-events.ts';
import type { OrderFact } from './order-command.ts';

const hears = defineHandlers<OrderFact>();

export const heardFacts: readonly HandledEvent<OrderFact>[] = [
  hears(stockReserved, ({ orderId, ...data }) => ({ orderId, command: { type: 'stock-reserved', data } })),
  hears(stockRejected, ({ orderId, ...data }) => ({ orderId, command: { type: 'stock-rejected', data } })),
  hears(stockReleased, ({ orderId, ...data }) => ({ orderId, command: { type: 'stock-released', data } })),
  hears(stockCommitted, ({ orderId, ...data }) => ({ orderId, command: { type: 'stock-committed', data } })),
  hears(stockReturned, ({ orderId, ...data }) => ({ orderId, command: { type: 'stock-returned', data } })),
  hears(stockReservationExpired, ({ orderId, ...data }) => ({
    orderId,
    command: { type: 'reservation-expired', data },
  })),
  hears(paymentActionRequired, ({ orderId, ...data }) => ({
    orderId,
    command: { type: 'payment-action-required', data },
  })),
  hears(paymentCaptured, ({ orderId, ...data }) => ({ orderId, command: { type: 'payment-captured', data } })),
  hears(paymentFailed, ({ orderId, ...data }) => ({ orderId, command: { type: 'payment-failed', data } })),
  hears(paymentVoided, ({ orderId }) => ({ orderId, command: { type: 'payment-voided', data: {} } })),
  hears(paymentRefunded, ({ orderId, refundId, paymentId, amount, reason }) => ({
    orderId,
    command: { type: 'payment-refunded', data: { refundId, paymentId, amount, reason } },
  })),
  hears(paymentRefundFailed, ({ orderId, refundId, amount, reason }) => ({
    orderId,
    command: { type: 'payment-refund-failed', data: { refundId, amount, reason } },
  })),
];

export const commandOf = commandMapper(heardFacts);
