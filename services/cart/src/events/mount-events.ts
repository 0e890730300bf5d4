/** The topics the cart service listens to, and where it files what it can't digest. */
import { mountTopic } from '@mambogo/messaging/inbox/bulk-route.ts';
import { mountDeadLetters } from '@mambogo/messaging/inbox/dead-letter-route.ts';
import type { Express } from 'express';
import type { Context } from '../context.ts';
import { fileDeadLetter, recordFailure } from '../store/dead-letters.ts';
import { onOrderConfirmed } from './on-order-confirmed.ts';
import { processBatch } from './process-batch.ts';

export function mountEvents(app: Express, { carts, state, logger, stopping }: Context): void {
  const reactions = [onOrderConfirmed];
  const process = processBatch(carts, reactions, recordFailure(state));
  mountTopic(app, 'order.events', process, () => !stopping.signal.aborted, logger);
  mountDeadLetters(app, reactions, fileDeadLetter(state), logger);
}
