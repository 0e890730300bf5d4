/** Maps order events to the commands they mean for a reservation. Pure. */
import { commandMapper, defineHandlers, type HandledEvent } from '@mambogo/contracts/events/handled-event.ts';
import {
  orderCancelled,
  orderConfirmed,
  orderPlaced,
  orderRefundRequested,
} from '@mambogo/contracts/events/order-events.ts';
import type { ReservationCommand } from './reservation.ts';

const on = defineHandlers<ReservationCommand>();

export const eventHandlers: readonly HandledEvent<ReservationCommand>[] = [
  on(orderPlaced, ({ orderId, lines, payBefore }) => ({ orderId, command: { type: 'reserve', lines, payBefore } })),
  on(orderConfirmed, ({ orderId }) => ({ orderId, command: { type: 'commit' } })),
  on(orderRefundRequested, ({ orderId, refundId, restock: lines = [] }) => ({
    orderId,
    command: { type: 'return', refundId, lines },
  })),
  on(orderCancelled, ({ orderId }) => ({ orderId, command: { type: 'release' } })),
];

export const commandForEvent = commandMapper(eventHandlers);
