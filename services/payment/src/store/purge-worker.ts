/** Every hour, forgets the callbacks that are past their time. Instances that do it at once only find nothing. */
import type { Logger } from '@mambogo/service/logger.ts';
import type { Worker } from '@mambogo/service/service.ts';
import type { DataSource } from 'typeorm';
import { purgeCallbacks } from './callbacks.ts';

const everyMilliseconds = 3_600_000;

export function createPurgeWorker(database: DataSource, logger: Logger): Worker {
  let timer: NodeJS.Timeout | undefined;
  const purge = () =>
    purgeCallbacks(database).catch((error: unknown) => logger.warn({ err: error }, 'old callbacks are still there'));
  return {
    start() {
      timer ??= setInterval(purge, everyMilliseconds);
    },
    async stop() {
      clearInterval(timer);
    },
  };
}
