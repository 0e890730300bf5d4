/**
 * The facts of orders that a reservation obeys, and the command each of them is to it. Pure: the inbox and the saga's
 * simulator read the same list.
 */
import { type DataOf, type DomainEvent, type EventDefinition, eventType } from '@mambogo/contracts/events/event.ts';
import { orderCancelled, orderConfirmed, orderPlaced } from '@mambogo/contracts/events/order-events.ts';
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { ReservationCommand } from './reservation.ts';

export interface ToldReservation {
  readonly orderId: OrderId;
  readonly command: ReservationCommand;
}

export interface HeardFact<E extends EventDefinition = EventDefinition> {
  readonly event: E;
  /** @param data has passed the event's schema. */
  toCommand(data: DataOf<E>): ToldReservation;
}

const hears = <E extends EventDefinition>(event: E, toCommand: HeardFact<E>['toCommand']): HeardFact => ({
  event,
  toCommand,
});

export const heardFacts: readonly HeardFact[] = [
  hears(orderPlaced, ({ orderId, lines, payBefore }) => ({ orderId, command: { type: 'reserve', lines, payBefore } })),
  hears(orderConfirmed, ({ orderId }) => ({ orderId, command: { type: 'commit' } })),
  hears(orderCancelled, ({ orderId }) => ({ orderId, command: { type: 'release' } })),
];

const byType = new Map(heardFacts.map((fact) => [eventType(fact.event), fact]));

/** What an event is to the reservation of the order it is about; undefined for one that no reservation obeys. */
export const commandOf = ({ event, data }: DomainEvent): ToldReservation | undefined =>
  byType.get(eventType(event))?.toCommand(data);
