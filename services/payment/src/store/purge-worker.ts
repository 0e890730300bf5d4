/** Deletes expired callbacks every hour. Safe to run in several instances at the same time. */

import { createPollingWorker } from '@mambogo/service/process/polling-worker.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { DataSource } from 'typeorm';
import { purgeCallbacks } from './callbacks.ts';

export const createPurgeWorker = (database: DataSource, logger: Logger): Worker =>
  createPollingWorker({
    name: 'purge-callbacks',
    seconds: 3_600,
    logger,
    async tick() {
      await purgeCallbacks(database);
      return false;
    },
  });
