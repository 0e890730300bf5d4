/**
 * What a service hears of others, as data: the facts its aggregate obeys, and the command each of them is to it. Pure: the
 * inbox and the saga's simulator read the same lists. Types that are not listed concern no aggregate of the service.
 */
import type { OrderId } from '../ids.ts';
import { type DataOf, type DomainEvent, type EventDefinition, eventType } from './event.ts';

/** A command to what the service keeps of an order. */
export interface AddressedCommand<C> {
  readonly orderId: OrderId;
  readonly command: C;
}

/** `A`: what is given besides the data, such as ids of what the command may start. */
export interface HandledEvent<C, A extends readonly unknown[] = []> {
  readonly event: EventDefinition;
  /** @param data has passed the event's schema. */
  toCommand(data: never, ...extra: A): AddressedCommand<C>;
}

/** For a service whose commands are `C`: `const hears = hearing<C>()`. */
export const defineHandlers =
  <C, A extends readonly unknown[] = []>() =>
  <E extends EventDefinition>(
    event: E,
    toCommand: (data: DataOf<E>, ...extra: A) => AddressedCommand<C>,
  ): HandledEvent<C, A> => ({
    event,
    toCommand,
  });

/** What an event is to the aggregate of the order it is about; undefined for one that is not listed. */
export function commandMapper<C, A extends readonly unknown[]>(handledEvents: readonly HandledEvent<C, A>[]) {
  const byType = new Map(handledEvents.map((handledEvent) => [eventType(handledEvent.event), handledEvent]));
  return ({ event, data }: DomainEvent, ...extra: A): AddressedCommand<C> | undefined =>
    byType.get(eventType(event))?.toCommand(data as never, ...extra);
}
