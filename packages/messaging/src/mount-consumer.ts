/**
 * Everything a SQL-backed consumer needs: its topics with their inbox, its dead letters, the worker that retries them, and the
 * route that lists its own published events.
 */
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Express } from 'express';
import { createDeadLetterRetrier } from './dead-letters/dead-letter-retrier.ts';
import type { DeadLetters } from './dead-letters/dead-letters.ts';
import { measureDeadLetters } from './dead-letters/measure-dead-letters.ts';
import { sqlDeadLetters } from './dead-letters/sql-dead-letters.ts';
import type { EventContext } from './event-context.ts';
import { isDatabaseUnavailable } from './inbox/database-unavailable.ts';
import { recordFailures } from './inbox/delivery-failure.ts';
import type { SourcePositions } from './inbox/source-positions.ts';
import { sqlInbox } from './inbox/sql-inbox.ts';
import { type HandlersByTopic, mountTopics } from './mount-topics.ts';
import { publishedEventsRoute } from './outbox/published-events.ts';

export type ConsumerContext = Pick<
  EventContext,
  'name' | 'logger' | 'database' | 'runInTransaction' | 'stopping' | 'verify'
>;

/** @param positions detects rolled back databases of other services; undefined: not checked */
export function mountConsumer<C extends ConsumerContext>(
  app: Express,
  context: C,
  topics: HandlersByTopic<C>,
  positions?: SourcePositions,
): void {
  const { name: consumer, database, runInTransaction } = context;
  const recordFailure = recordFailures(database, consumer);
  mountTopics(app, {
    context,
    topics,
    letters: deadLettersOf(context, topics),
    inboxOf: (topic, handlers) =>
      sqlInbox({ consumer, topic, context, handlers, runInTransaction, recordFailure, positions }),
    isStoreUnavailable: isDatabaseUnavailable,
    routes: [publishedEventsRoute(database)],
  });
}

/** The dead letters of these topics. Stateless, so several instances are equivalent. */
export function deadLettersOf<C extends ConsumerContext>(context: C, topics: HandlersByTopic<C>): DeadLetters {
  const { name: consumer, database, runInTransaction } = context;
  const handlers = Object.values(topics).flat();
  return measureDeadLetters(sqlDeadLetters({ consumer, context, handlers, database, runInTransaction }));
}

/** The worker that retries transient dead letters of these topics. */
export const deadLetterRetrierOf = <C extends ConsumerContext>(context: C, topics: HandlersByTopic<C>): Worker =>
  createDeadLetterRetrier(deadLettersOf(context, topics), context);
