/**
 * The events a service handles, as data: each is mapped to a command for its aggregate. Pure: the inbox and the saga's simulator
 * use the same lists. Types that are not listed are irrelevant to the service's aggregates.
 */
import type { OrderId } from '../ids.ts';
import { type DataOf, type DomainEvent, type EventDefinition, eventType } from './event.ts';

/** A command to the service's aggregate of an order. */
export interface AddressedCommand<C> {
  readonly orderId: OrderId;
  readonly command: C;
}

/** `A`: further arguments besides the data, such as ids of what the command may create. */
export interface HandledEvent<C, A extends readonly unknown[] = []> {
  readonly event: EventDefinition;
  /** @param data validated against the event's schema */
  toCommand(data: never, ...extra: A): AddressedCommand<C>;
}

/** For a service with commands `C`: `const on = defineHandlers<C>()`. */
export const defineHandlers =
  <C, A extends readonly unknown[] = []>() =>
  <E extends EventDefinition>(
    event: E,
    toCommand: (data: DataOf<E>, ...extra: A) => AddressedCommand<C>,
  ): HandledEvent<C, A> => ({
    event,
    toCommand,
  });

/** Maps an event to the command for the aggregate of its order; undefined if it is not listed. */
export function commandMapper<C, A extends readonly unknown[]>(handledEvents: readonly HandledEvent<C, A>[]) {
  const byType = new Map(handledEvents.map((handledEvent) => [eventType(handledEvent.event), handledEvent]));
  return ({ event, data }: DomainEvent, ...extra: A): AddressedCommand<C> | undefined =>
    byType.get(eventType(event))?.toCommand(data as never, ...extra);
}
