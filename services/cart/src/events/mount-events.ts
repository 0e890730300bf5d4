/** The topics the cart service listens to, and its dead letters. */
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
    const filing = deadLetterFailures(process, {
      topic,
      handlers,
      letters,
      isStoreUnavailable,
      logger,
    });
    mountTopic(app, topic, filing, () => !stopping.signal.aborted, logger);
  }
  mountDeadLetterEndpoint(app, all, letters, logger);
  mountRoutes(app, deadLetterRoutes(letters), context.verify);
}

/** What the cart store says, and the state API where it is asked directly. */
const isStoreUnavailable = (error: unknown): boolean =>
  error instanceof StateUnavailable || (error instanceof Problem && error.slug === 'upstream-unavailable');

/** Several of them are the same. */
export const deadLettersOf = (context: Pick<Context, 'carts' | 'state'>): DeadLetters =>
  stateDeadLetters(context.state, createStateEventHandler(context, all));
