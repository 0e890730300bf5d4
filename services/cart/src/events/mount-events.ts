/** The topics the cart service listens to, and its dead letters. */
import type { DeadLetters } from '@mambogo/messaging/dead-letters/dead-letters.ts';
import { filingPoison } from '@mambogo/messaging/dead-letters/file-poison.ts';
import { mountFiling } from '@mambogo/messaging/dead-letters/filing-route.ts';
import { letterRoutes } from '@mambogo/messaging/dead-letters/letter-routes.ts';
import { mountTopic } from '@mambogo/messaging/inbox/bulk-route.ts';
import { mountRoutes } from '@mambogo/service/answer.ts';
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
    const filing = filingPoison(process, { topic, reactions, letters, logger });
    mountTopic(app, topic, filing, () => !stopping.signal.aborted, logger);
  }
  mountFiling(app, all, letters, logger);
  mountRoutes(app, letterRoutes(letters), context.verify);
}

/** Several of them are the same. */
export const deadLettersOf = (context: Pick<Context, 'carts' | 'state'>): DeadLetters =>
  stateDeadLetters(context.state, eventHandler(context, all));
