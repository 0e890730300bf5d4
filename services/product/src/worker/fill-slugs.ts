/** Gives slugs to products that have none: after an upgrade, and to rows that were inserted by other ways than the API. */
import { createPollingWorker } from '@mambogo/service/process/polling-worker.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Context } from '../context.ts';
import { fillSlugs, slugBatch } from '../store/claim-slug.ts';
import { retryDeadlock } from '../store/retry-deadlock.ts';

export const slugFiller = ({ database, logger }: Pick<Context, 'database' | 'logger'>): Worker =>
  createPollingWorker({
    name: 'slugs',
    seconds: 10,
    idleSeconds: 120,
    logger,
    tick: async () => {
      const seen = await retryDeadlock(() => database.transaction((manager) => fillSlugs(manager)));
      return seen === slugBatch || (seen === 0 ? false : undefined);
    },
  });
