/**
 * Replays transient letters when they are due, one after the other. What keeps failing is due ever later; what turns out
 * to be poison is due no more. While the store is away nothing can be claimed, so nothing is tried.
 */

import { createPeriodicWorker } from '@mambogo/service/process/periodic-worker.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { DeadLetters } from './dead-letters.ts';

export interface DeadLetterRetrierSettings {
  /** The service's name. */
  readonly name: string;
  readonly logger: Logger;
  /** Between two looks at what is due. */
  readonly seconds?: number;
}

const batchSize = 20;

export function createDeadLetterRetrier(
  letters: Pick<DeadLetters, 'claimDue' | 'replay'>,
  { name, logger, seconds = 2 }: DeadLetterRetrierSettings,
): Worker {
  return createPeriodicWorker({
    name: 'dead letters',
    seconds,
    logger,
    async tick() {
      const due = await letters.claimDue(batchSize);
      for (const id of due) {
        const outcome = await letters.replay(id, `service:${name}`);
        logger.info({ letter: id, outcome }, 'a dead letter was due');
      }
      return due.length === batchSize;
    },
  });
}
