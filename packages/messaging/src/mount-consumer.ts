/** Mounts everything a SQL-backed consumer needs: one bulk route per topic, and the dead letters. */
import type { Express } from 'express';
import type { EventContext } from './event-context.ts';
import { mountTopic } from './inbox/bulk-route.ts';
import { mountDeadLetters } from './inbox/dead-letter-route.ts';
import type { AnyReaction } from './inbox/delivery.ts';
import { recordFailures } from './inbox/delivery-failure.ts';
import { sqlDeadLetters } from './inbox/sql-dead-letters.ts';
import { sqlInbox } from './inbox/sql-inbox.ts';

export type ConsumerContext = Pick<EventContext, 'name' | 'logger' | 'database' | 'work' | 'stopping'>;

/** Topic -> what is done with its events; types that are not listed are acknowledged and ignored. */
export type Reactions<C> = Readonly<Record<string, readonly AnyReaction<C>[]>>;

export function mountConsumer<C extends ConsumerContext>(app: Express, context: C, topics: Reactions<C>): void {
  const { name: consumer, database, work, logger } = context;
  const recordFailure = recordFailures(database, consumer);
  const accepting = () => !context.stopping.signal.aborted;
  for (const [topic, reactions] of Object.entries(topics))
    mountTopic(app, topic, sqlInbox({ consumer, context, reactions, work, recordFailure }), accepting, logger);
  mountDeadLetters(app, Object.values(topics).flat(), sqlDeadLetters(database, consumer), logger);
}
