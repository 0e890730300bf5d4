/** A service's reactions, by topic, from the list of facts it hears: each is a command to what it keeps of the order. */
import type { AddressedCommand, HandledEvent } from '@mambogo/contracts/events/handled-event.ts';
import type { HandlersByTopic } from '../mount-consumer.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/**
 * @param extra what the commands are made from besides the data, anew for each event.
 * @param handleCommand applies a command within the event's transaction.
 */
export function handlersFor<X, C, A extends readonly unknown[]>(
  handledEvents: readonly HandledEvent<C, A>[],
  extra: () => A,
  handleCommand: (context: X, unit: UnitOfWork, addressed: AddressedCommand<C>) => Promise<unknown>,
): HandlersByTopic<X> {
  const all = handledEvents.map(({ event, toCommand }) => ({
    event,
    handle: (context: X, unit: UnitOfWork, data: unknown) =>
      handleCommand(context, unit, toCommand(data as never, ...extra())),
  }));
  return Object.fromEntries(Map.groupBy(all, ({ event }) => event.topic));
}
