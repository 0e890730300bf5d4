/**
 * Everything a SQL-backed consumer needs: one bulk route per topic, its dead letters, and the worker that replays them; and what it
 * tells others of its own outbox.
 */
import { mountRoutes } from '@mambogo/service/answer.ts';
import type { Worker } from '@mambogo/service/worker.ts';
import type { Express } from 'express';
import type { DeadLetters } from './dead-letters/dead-letters.ts';
import { filingFailures } from './dead-letters/file-failures.ts';
import { mountFiling } from './dead-letters/filing-route.ts';
import { letterRoutes } from './dead-letters/letter-routes.ts';
import { createLetterWorker } from './dead-letters/letter-worker.ts';
import { sqlDeadLetters } from './dead-letters/sql-dead-letters.ts';
import type { EventContext } from './event-context.ts';
import { mountTopic } from './inbox/bulk-route.ts';
import type { AnyReaction } from './inbox/delivery.ts';
import { recordFailures } from './inbox/delivery-failure.ts';
import type { SourcePositions } from './inbox/source-positions.ts';
import { sqlInbox } from './inbox/sql-inbox.ts';
import { isDatabaseAway } from './inbox/store-away.ts';
import { publishedEventsRoute } from './outbox/published-events.ts';

export type ConsumerContext = Pick<EventContext, 'name' | 'logger' | 'database' | 'work' | 'stopping' | 'verify'>;

/** Topic -> what is done with its events; types that are not listed are acknowledged and ignored. */
export type Reactions<C> = Readonly<Record<string, readonly AnyReaction<C>[]>>;

/** @param positions notices services whose databases went back; undefined: nobody does */
export function mountConsumer<C extends ConsumerContext>(
  app: Express,
  context: C,
  topics: Reactions<C>,
  positions?: SourcePositions,
): void {
  const { name: consumer, database, work, logger } = context;
  const recordFailure = recordFailures(database, consumer);
  const accepting = () => !context.stopping.signal.aborted;
  const letters = deadLettersOf(context, topics);
  for (const [topic, reactions] of Object.entries(topics)) {
    const inbox = sqlInbox({ consumer, topic, context, reactions, work, recordFailure, positions });
    const filing = filingFailures(inbox, { topic, reactions, letters, isStoreAway: isDatabaseAway, logger });
    mountTopic(app, topic, filing, accepting, logger);
  }
  mountFiling(app, Object.values(topics).flat(), letters, logger);
  mountRoutes(app, [...letterRoutes(letters), publishedEventsRoute(database)], context.verify);
}

/** The dead letters of these topics. It holds nothing: several of them are the same. */
export function deadLettersOf<C extends ConsumerContext>(context: C, topics: Reactions<C>): DeadLetters {
  const { name: consumer, database, work } = context;
  return sqlDeadLetters({ consumer, context, reactions: Object.values(topics).flat(), database, work });
}

/** Replays the transient ones of them. */
export const letterWorkerOf = <C extends ConsumerContext>(context: C, topics: Reactions<C>): Worker =>
  createLetterWorker(deadLettersOf(context, topics), context);
