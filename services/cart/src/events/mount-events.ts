/** Mounts the subscriptions of the cart service and its dead letters. */
import { StateUnavailable } from '@mambogo/dapr/state.ts';
import { mountDeadLetterEndpoint } from '@mambogo/messaging/dead-letters/dead-letter-endpoint.ts';
import { deadLetterFailures } from '@mambogo/messaging/dead-letters/dead-letter-failures.ts';
import { deadLetterRoutes } from '@mambogo/messaging/dead-letters/dead-letter-routes.ts';
import type { DeadLetters } from '@mambogo/messaging/dead-letters/dead-letters.ts';
import { mountTopic } from '@mambogo/messaging/inbox/bulk-route.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { mountRoutes } from '@mambogo/service/http/route-handler.ts';
import type { Express } from 'express';
import type { Context } from '../context.ts';
import { stateDeadLetters } from '../store/dead-letters.ts';
import { recordFailure } from '../store/delivery-failures.ts';
import { onOrderConfirmed } from './on-order-confirmed.ts';
import { onPersonErased } from './on-person-erased.ts';
import { processBatch } from './process-batch.ts';
import { createStateEventHandler } from './state-event-handler.ts';

const topics = { 'order.events': [onOrderConfirmed], 'identity.events': [onPersonErased] };
const all = Object.values(topics).flat();

export function mountEvents(app: Express, context: Context): void {
  const { state, logger, stopping } = context;
  const letters = deadLettersOf(context);
  for (const [topic, handlers] of Object.entries(topics)) {
    const process = processBatch(createStateEventHandler(context, handlers, topic), recordFailure(state));
    const storing = deadLetterFailures(process, {
      topic,
      handlers,
      letters,
      isStoreUnavailable,
      logger,
    });
    mountTopic(app, topic, storing, () => !stopping.signal.aborted, logger);
  }
  mountDeadLetterEndpoint(app, all, letters, logger);
  mountRoutes(app, deadLetterRoutes(letters), context.verify);
}

/** Errors of the cart store, and of the state API where it is used directly. */
const isStoreUnavailable = (error: unknown): boolean =>
  error instanceof StateUnavailable || (error instanceof Problem && error.slug === 'upstream-unavailable');

/** Stateless, so several instances are equivalent. */
export const deadLettersOf = (context: Pick<Context, 'carts' | 'state'>): DeadLetters =>
  stateDeadLetters(context.state, createStateEventHandler(context, all));
