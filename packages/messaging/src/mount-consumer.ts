/**
 * Everything a SQL-backed consumer needs: one bulk route per topic, its dead letters, the worker that retries them, and the
 * route that lists its own published events.
 */
import { mountRoutes } from '@mambogo/service/http/route-handler.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Express } from 'express';
import { mountDeadLetterEndpoint } from './dead-letters/dead-letter-endpoint.ts';
import { deadLetterFailures } from './dead-letters/dead-letter-failures.ts';
import { createDeadLetterRetrier } from './dead-letters/dead-letter-retrier.ts';
import { deadLetterRoutes } from './dead-letters/dead-letter-routes.ts';
import type { DeadLetters } from './dead-letters/dead-letters.ts';
import { sqlDeadLetters } from './dead-letters/sql-dead-letters.ts';
import type { EventContext } from './event-context.ts';
import { mountTopic } from './inbox/bulk-route.ts';
import { isDatabaseUnavailable } from './inbox/database-unavailable.ts';
import type { AnyEventHandler } from './inbox/delivery.ts';
import { recordFailures } from './inbox/delivery-failure.ts';
import type { SourcePositions } from './inbox/source-positions.ts';
import { sqlInbox } from './inbox/sql-inbox.ts';
import { publishedEventsRoute } from './outbox/published-events.ts';

export type ConsumerContext = Pick<
  EventContext,
  'name' | 'logger' | 'database' | 'runInTransaction' | 'stopping' | 'verify'
>;

/** Topic -> handlers of its events; types without a handler are acknowledged and ignored. */
export type HandlersByTopic<C> = Readonly<Record<string, readonly AnyEventHandler<C>[]>>;

/** @param positions detects rolled back databases of other services; undefined: not checked */
export function mountConsumer<C extends ConsumerContext>(
  app: Express,
  context: C,
  topics: HandlersByTopic<C>,
  positions?: SourcePositions,
): void {
  const { name: consumer, database, runInTransaction, logger } = context;
  const recordFailure = recordFailures(database, consumer);
  const accepting = () => !context.stopping.signal.aborted;
  const letters = deadLettersOf(context, topics);
  for (const [topic, handlers] of Object.entries(topics)) {
    const inbox = sqlInbox({ consumer, topic, context, handlers, runInTransaction, recordFailure, positions });
    const filing = deadLetterFailures(inbox, {
      topic,
      handlers,
      letters,
      isStoreUnavailable: isDatabaseUnavailable,
      logger,
    });
    mountTopic(app, topic, filing, accepting, logger);
  }
  mountDeadLetterEndpoint(app, Object.values(topics).flat(), letters, logger);
  mountRoutes(app, [...deadLetterRoutes(letters), publishedEventsRoute(database)], context.verify);
}

/** The dead letters of these topics. Stateless, so several instances are equivalent. */
export function deadLettersOf<C extends ConsumerContext>(context: C, topics: HandlersByTopic<C>): DeadLetters {
  const { name: consumer, database, runInTransaction } = context;
  return sqlDeadLetters({ consumer, context, handlers: Object.values(topics).flat(), database, runInTransaction });
}

/** The worker that retries transient dead letters of these topics. */
export const deadLetterRetrierOf = <C extends ConsumerContext>(context: C, topics: HandlersByTopic<C>): Worker =>
  createDeadLetterRetrier(deadLettersOf(context, topics), context);
