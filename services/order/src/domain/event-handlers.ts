/** Maps each event of inventory and payment that an order handles to its command. Pure. */
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
import type { EventCommand } from './order-command.ts';

const on = defineHandlers<EventCommand>();

export const eventHandlers: readonly HandledEvent<EventCommand>[] = [
  on(stockReserved, ({ orderId, ...data }) => ({ orderId, command: { type: 'stock-reserved', data } })),
  on(stockRejected, ({ orderId, ...data }) => ({ orderId, command: { type: 'stock-rejected', data } })),
  on(stockReleased, ({ orderId, ...data }) => ({ orderId, command: { type: 'stock-released', data } })),
  on(stockCommitted, ({ orderId, ...data }) => ({ orderId, command: { type: 'stock-committed', data } })),
  on(stockReturned, ({ orderId, ...data }) => ({ orderId, command: { type: 'stock-returned', data } })),
  on(stockReservationExpired, ({ orderId, ...data }) => ({
    orderId,
    command: { type: 'reservation-expired', data },
  })),
  on(paymentActionRequired, ({ orderId, ...data }) => ({
    orderId,
    command: { type: 'payment-action-required', data },
  })),
  on(paymentCaptured, ({ orderId, ...data }) => ({ orderId, command: { type: 'payment-captured', data } })),
  on(paymentFailed, ({ orderId, ...data }) => ({ orderId, command: { type: 'payment-failed', data } })),
  on(paymentVoided, ({ orderId }) => ({ orderId, command: { type: 'payment-voided', data: {} } })),
  on(paymentRefunded, ({ orderId, refundId, paymentId, amount, reason }) => ({
    orderId,
    command: { type: 'payment-refunded', data: { refundId, paymentId, amount, reason } },
  })),
  on(paymentRefundFailed, ({ orderId, refundId, amount, reason }) => ({
    orderId,
    command: { type: 'payment-refund-failed', data: { refundId, amount, reason } },
  })),
];

export const commandForEvent = commandMapper(eventHandlers);
