/** Deletes old messages every hour: longer after their events than inboxes are kept, so none is sent twice. */
import { createPollingWorker } from '@mambogo/service/process/polling-worker.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { MessageQueue } from '../store/message-queue.ts';

const keptDays = 400;

export const createMessagePurge = (queue: Pick<MessageQueue, 'purge'>, logger: Logger): Worker =>
  createPollingWorker({
    name: 'purge-messages',
    seconds: 3_600,
    logger,
    async tick() {
      await queue.purge(keptDays);
      return false;
    },
  });
