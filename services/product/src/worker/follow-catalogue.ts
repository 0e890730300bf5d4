/** Keeps the index of the catalogue current while nobody reads it, so that no reader waits long, and removes old changes. */
import { createPollingWorker } from '@mambogo/service/process/polling-worker.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Context } from '../context.ts';
import { purgeChanges } from '../store/catalogue-changes.ts';

export const catalogueFollower = ({ catalogue, database, logger }: Context): Worker =>
  createPollingWorker({
    name: 'catalogue-index',
    seconds: 60,
    logger,
    async tick() {
      await catalogue.refresh();
      await purgeChanges(database.manager);
      return undefined;
    },
  });
