/** The facts of orders that a reservation obeys, and the command each of them is to it. Pure. */
import { commandMapper, defineHandlers, type HandledEvent } from '@mambogo/contracts/events/handled-event.ts';
import {
  orderCancelled,
  orderConfirmed,
  orderPlaced,
  orderRefundRequested,
} from '@mambogo/contracts/events/order-events.ts';
import type { ReservationCommand } from './reservation.ts';

const hears = defineHandlers<ReservationCommand>();

export const heardFacts: readonly HandledEvent<ReservationCommand>[] = [
  hears(orderPlaced, ({ orderId, lines, payBefore }) => ({ orderId, command: { type: 'reserve', lines, payBefore } })),
  hears(orderConfirmed, ({ orderId }) => ({ orderId, command: { type: 'commit' } })),
  hears(orderRefundRequested, ({ orderId, refundId, restock: lines = [] }) => ({
    orderId,
    command: { type: 'return', refundId, lines },
  })),
  hears(orderCancelled, ({ orderId }) => ({ orderId, command: { type: 'release' } })),
];

export const commandOf = commandMapper(heardFacts);
