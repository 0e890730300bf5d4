/**
 * What a service hears of others, as data: the facts its aggregate obeys, and the command each of them is to it. Pure: the
 * inbox and the saga's simulator read the same lists. Types that are not listed concern no aggregate of the service.
 */
import type { OrderId } from '../ids.ts';
import { type DataOf, type DomainEvent, type EventDefinition, eventType } from './event.ts';

/** A command to what the service keeps of an order. */
export interface Told<C> {
  readonly orderId: OrderId;
  readonly command: C;
}

/** `A`: what is given besides the data, such as ids of what the command may start. */
export interface HeardFact<C, A extends readonly unknown[] = []> {
  readonly event: EventDefinition;
  /** @param data has passed the event's schema. */
  toCommand(data: never, ...given: A): Told<C>;
}

/** For a service whose commands are `C`: `const hears = hearing<C>()`. */
export const hearing =
  <C, A extends readonly unknown[] = []>() =>
  <E extends EventDefinition>(event: E, toCommand: (data: DataOf<E>, ...given: A) => Told<C>): HeardFact<C, A> => ({
    event,
    toCommand,
  });

/** What an event is to the aggregate of the order it is about; undefined for one that is not listed. */
export function commandsOf<C, A extends readonly unknown[]>(facts: readonly HeardFact<C, A>[]) {
  const byType = new Map(facts.map((fact) => [eventType(fact.event), fact]));
  return ({ event, data }: DomainEvent, ...given: A): Told<C> | undefined =>
    byType.get(eventType(event))?.toCommand(data as never, ...given);
}
