/** A service's reactions, by topic, from the list of facts it hears: each is a command to what it keeps of the order. */
import type { HeardFact, Told } from '@mambogo/contracts/events/heard-fact.ts';
import type { Reactions } from '../mount-consumer.ts';
import type { Work } from '../work.ts';

/**
 * @param given what the commands are made from besides the data, anew for each event.
 * @param obey applies a command within the event's transaction.
 */
export function reactionsTo<X, C, A extends readonly unknown[]>(
  facts: readonly HeardFact<C, A>[],
  given: () => A,
  obey: (context: X, work: Work, told: Told<C>) => Promise<unknown>,
): Reactions<X> {
  const all = facts.map(({ event, toCommand }) => ({
    event,
    react: (context: X, work: Work, data: unknown) => obey(context, work, toCommand(data as never, ...given())),
  }));
  return Object.fromEntries(Map.groupBy(all, ({ event }) => event.topic));
}
