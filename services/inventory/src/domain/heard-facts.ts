/** The facts of orders that a reservation obeys, and the command each of them is to it. Pure. */
import { commandsOf, type HeardFact, hearing } from '@mambogo/contracts/events/heard-fact.ts';
import {
  orderCancelled,
  orderConfirmed,
  orderPlaced,
  orderRefundRequested,
} from '@mambogo/contracts/events/order-events.ts';
import type { ReservationCommand } from './reservation.ts';

const hears = hearing<ReservationCommand>();

export const heardFacts: readonly HeardFact<ReservationCommand>[] = [
  hears(orderPlaced, ({ orderId, lines, payBefore }) => ({ orderId, command: { type: 'reserve', lines, payBefore } })),
  hears(orderConfirmed, ({ orderId }) => ({ orderId, command: { type: 'commit' } })),
  hears(orderRefundRequested, ({ orderId, refundId, restock: lines = [] }) => ({
    orderId,
    command: { type: 'return', refundId, lines },
  })),
  hears(orderCancelled, ({ orderId }) => ({ orderId, command: { type: 'release' } })),
];

export const commandOf = commandsOf(heardFacts);
