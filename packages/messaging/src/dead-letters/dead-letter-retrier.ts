/**
 * Replays transient dead letters when they are due, one after another. Each failure delays the next retry further; one that
 * turns out to be poison is no longer retried. While the store is unavailable nothing can be claimed, so nothing is retried.
 */
import { createPollingWorker } from '@mambogo/service/process/polling-worker.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { DeadLetters } from './dead-letters.ts';

export interface DeadLetterRetrierSettings {
  /** The service's name. */
  readonly name: string;
  readonly logger: Logger;
  /** Polling interval. */
  readonly seconds?: number;
}

const batchSize = 20;
/** The interval where none have been due for a while. */
const idleSeconds = 10;

export function createDeadLetterRetrier(
  letters: Pick<DeadLetters, 'claimDue' | 'replay'>,
  { name, logger, seconds = 2 }: DeadLetterRetrierSettings,
): Worker {
  return createPollingWorker({
    name: 'dead letters',
    seconds,
    idleSeconds: Math.max(seconds, idleSeconds),
    logger,
    async tick() {
      const due = await letters.claimDue(batchSize);
      for (const id of due) {
        const outcome = await letters.replay(id, `service:${name}`);
        logger.info({ event: 'dead_letter.retried', letter: id, outcome }, 'dead letter retried');
      }
      if (due.length === batchSize) return true;
      return due.length > 0 ? undefined : false;
    },
  });
}
