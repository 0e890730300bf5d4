/** Mounts what every consumer has, whatever its store: one bulk route per topic, and the dead letters of all of them. */
import { Consumer } from '@mambogo/contracts/api/dead-letters.ts';
import { type BoundRoute, mountRoutes } from '@mambogo/service/http/route-handler.ts';
import type { Express } from 'express';
import { mountDeadLetterEndpoint } from './dead-letters/dead-letter-endpoint.ts';
import { deadLetterFailures } from './dead-letters/dead-letter-failures.ts';
import { deadLetterRoutes } from './dead-letters/dead-letter-routes.ts';
import type { DeadLetters } from './dead-letters/dead-letters.ts';
import type { EventContext } from './event-context.ts';
import { mountTopic, type ProcessBatch } from './inbox/bulk-route.ts';
import { recordDeliveries } from './inbox/consumer-span.ts';
import type { AnyEventHandler } from './inbox/delivery.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** Topic -> handlers of its events; types without a handler are acknowledged and ignored. */
export type HandlersByTopic<C, W = UnitOfWork> = Readonly<Record<string, readonly AnyEventHandler<C, W>[]>>;

export interface MountedConsumer<C, W> {
  readonly context: Pick<EventContext, 'name' | 'logger' | 'stopping' | 'verify'>;
  readonly topics: HandlersByTopic<C, W>;
  readonly letters: DeadLetters;
  readonly inboxOf: (topic: string, handlers: readonly AnyEventHandler<C, W>[]) => ProcessBatch;
  /** Whether an error means that the store is unavailable, rather than anything about the event. */
  readonly isStoreUnavailable: (error: unknown) => boolean;
  /** Further routes. */
  readonly routes?: readonly BoundRoute[];
}

export function mountTopics<C, W>(
  app: Express,
  { context, topics, letters, inboxOf, isStoreUnavailable, routes = [] }: MountedConsumer<C, W>,
): void {
  const { name, logger, stopping, verify } = context;
  for (const [topic, handlers] of Object.entries(topics)) {
    const storing = { topic, handlers, letters, isStoreUnavailable, logger };
    const inbox = deadLetterFailures(inboxOf(topic, handlers), storing);
    const receive: ProcessBatch = (entries) => {
      recordDeliveries(entries, handlers);
      return inbox(entries);
    };
    mountTopic(app, topic, receive, () => !stopping.signal.aborted, logger);
  }
  mountDeadLetterEndpoint(app, Object.values(topics).flat(), letters, logger);
  mountRoutes(app, [...deadLetterRoutes(letters, Consumer.parse(name)), ...routes], verify);
}
