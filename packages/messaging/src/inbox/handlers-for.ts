/** Builds a service's handlers, by topic, from its list of handled events: each event becomes a command to its aggregate. */
import type { AddressedCommand, HandledEvent } from '@mambogo/contracts/events/handled-event.ts';
import type { HandlersByTopic } from '../mount-topics.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/**
 * @param independent whether commands to different aggregates concern no common rows (`AnyEventHandler`).
 * @param extra further arguments of `toCommand`, made for each event.
 * @param handleCommand applies a command within the event's transaction.
 */
export function handlersFor<X, C, A extends readonly unknown[]>(
  handledEvents: readonly HandledEvent<C, A>[],
  { independent }: { readonly independent: boolean },
  extra: () => A,
  handleCommand: (context: X, unit: UnitOfWork, addressed: AddressedCommand<C>) => Promise<unknown>,
): HandlersByTopic<X> {
  const all = handledEvents.map(({ event, toCommand }) => ({
    event,
    independent,
    handle: (context: X, unit: UnitOfWork, data: unknown) =>
      handleCommand(context, unit, toCommand(data as never, ...extra())),
  }));
  return Object.fromEntries(Map.groupBy(all, ({ event }) => event.topic));
}
