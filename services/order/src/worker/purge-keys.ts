/** Purges expired idempotency keys every hour. Safe to run concurrently on several instances. */
import { createPollingWorker } from '@mambogo/service/process/polling-worker.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Context } from '../context.ts';

export const createKeyPurger = ({ idempotency, logger }: Pick<Context, 'idempotency' | 'logger'>): Worker =>
  createPollingWorker({
    name: 'purge-keys',
    seconds: 3_600,
    logger,
    async tick() {
      await idempotency.purge();
      return false;
    },
  });
