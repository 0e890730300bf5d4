/** The topics the cart service listens to, and its dead letters. */
import { StateUnavailable } from '@mambogo/dapr/state.ts';
import type { DeadLetters } from '@mambogo/messaging/dead-letters/dead-letters.ts';
import { filingFailures } from '@mambogo/messaging/dead-letters/file-failures.ts';
import { mountFiling } from '@mambogo/messaging/dead-letters/filing-route.ts';
import { letterRoutes } from '@mambogo/messaging/dead-letters/letter-routes.ts';
import { mountTopic } from '@mambogo/messaging/inbox/bulk-route.ts';
import { mountRoutes } from '@mambogo/service/answer.ts';
import { Problem } from '@mambogo/service/problem.ts';
import type { Express } from 'express';
import type { Context } from '../context.ts';
import { stateDeadLetters } from '../store/dead-letters.ts';
import { recordFailure } from '../store/delivery-failures.ts';
import { eventHandler } from './handle-event.ts';
import { onOrderConfirmed } from './on-order-confirmed.ts';
import { onPersonErased } from './on-person-erased.ts';
import { processBatch } from './process-batch.ts';

const topics = { 'order.events': [onOrderConfirmed], 'identity.events': [onPersonErased] };
const all = Object.values(topics).flat();

export function mountEvents(app: Express, context: Context): void {
  const { state, logger, stopping } = context;
  const letters = deadLettersOf(context);
  for (const [topic, reactions] of Object.entries(topics)) {
    const process = processBatch(eventHandler(context, reactions, topic), recordFailure(state));
    const filing = filingFailures(process, { topic, reactions, letters, isStoreAway, logger });
    mountTopic(app, topic, filing, () => !stopping.signal.aborted, logger);
  }
  mountFiling(app, all, letters, logger);
  mountRoutes(app, letterRoutes(letters), context.verify);
}

/** What the cart store says, and the state API where it is asked directly. */
const isStoreAway = (error: unknown): boolean =>
  error instanceof StateUnavailable || (error instanceof Problem && error.slug === 'upstream-unavailable');

/** Several of them are the same. */
export const deadLettersOf = (context: Pick<Context, 'carts' | 'state'>): DeadLetters =>
  stateDeadLetters(context.state, eventHandler(context, all));
