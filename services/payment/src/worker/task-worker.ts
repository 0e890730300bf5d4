/**
 * Processes a queue of tasks in the database, several concurrently, outside any transaction.
 *
 * States: idle -> (woken, or after 1 to 5 s) -> claim as many tasks as there are free slots -> idle, or claim again immediately if
 * all slots were filled. A claim is a lease: a task whose worker dies is claimed again when the lease ends. Stopping claims
 * no new tasks and waits for running ones.
 */

import { createPollingWorker, type PollingWorker } from '@mambogo/service/process/polling-worker.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';

/** Waking it checks the queue now: there may be a due task. */
export type TaskWorker = PollingWorker;

export interface TaskWorkerSettings<T> {
  /** Name of the queue in logs. */
  readonly name: string;
  /** Leases up to `limit` due tasks. */
  readonly claim: (limit: number) => Promise<readonly T[]>;
  /** Performs a task and records the result; if it throws, the task is claimed again after its lease. */
  readonly perform: (task: T) => Promise<void>;
  readonly concurrency: number;
  readonly logger: Logger;
}

const pollIntervalSeconds = 1;
/** Where nothing has been due for a while. */
const idlePollIntervalSeconds = 5;

export function createTaskWorker<T>({ name, claim, perform, concurrency, logger }: TaskWorkerSettings<T>): TaskWorker {
  const inFlight = new Set<Promise<void>>();

  function begin(task: T): void {
    const full = inFlight.size + 1 >= concurrency;
    const done = perform(task)
      .catch((error: unknown) =>
        logger.warn({ event: 'payment.task_failed', queue: name, err: error }, 'payment task failed, will retry'),
      )
      .finally(() => {
        inFlight.delete(done);
        if (full) poller.wake();
      });
    inFlight.add(done);
  }

  const poller = createPollingWorker({
    name,
    seconds: pollIntervalSeconds,
    idleSeconds: idlePollIntervalSeconds,
    logger,
    async tick() {
      const free = concurrency - inFlight.size;
      const tasks = free > 0 ? await claimTasks(free) : [];
      for (const task of tasks) begin(task);
      if (free > 0 && tasks.length === free) return true;
      return inFlight.size > 0 ? undefined : false;
    },
  });

  const claimTasks = (limit: number) =>
    claim(limit).catch((error: unknown) => {
      logger.warn(
        { event: 'payment.queue_read_failed', queue: name, err: error },
        'payment queue cannot be read, will retry',
      );
      return [];
    });

  return {
    ...poller,
    async stop() {
      await poller.stop();
      await Promise.all(inFlight);
    },
  };
}
