/** Indexes new orders by name and SKU a few seconds after they were placed. */
import { createPollingWorker } from '@mambogo/service/process/polling-worker.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Context } from '../context.ts';
import { indexOrders } from '../store/search-terms.ts';

export const createOrderIndexer = ({
  database,
  personalData,
  logger,
}: Pick<Context, 'database' | 'personalData' | 'logger'>): Worker =>
  createPollingWorker({
    name: 'index-orders',
    seconds: 5,
    logger,
    tick: async () => (await indexOrders(database, personalData)) > 0,
  });
