/**
 * Works off a queue of tasks in the database, several at once, outside any transaction.
 *
 * States: idle -> (woken, or 1 s went by) -> claim as many as there are free places -> idle, or again at once when all
 * places were filled. A claim is a lease: a task whose worker dies is claimed again when that ends. Stopping takes
 * nothing new and waits for what is under way.
 */

import { createInterruptibleSleep } from '@mambogo/service/process/interruptible-sleep.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';

export interface TaskWorker extends Worker {
  /** There may be something to do. */
  wake(): void;
}

export interface TaskWorkerSettings<T> {
  /** In the logs. */
  readonly name: string;
  /** Takes up to `limit` tasks that are due, for itself, for the length of a lease. */
  readonly claim: (limit: number) => Promise<readonly T[]>;
  /** Does a task and records how it went; throwing leaves it to the end of its lease. */
  readonly perform: (task: T) => Promise<void>;
  readonly concurrency: number;
  readonly logger: Logger;
}

const pollIntervalMs = 1_000;

export function createTaskWorker<T>({ name, claim, perform, concurrency, logger }: TaskWorkerSettings<T>): TaskWorker {
  const underWay = new Set<Promise<void>>();
  let running = false;
  let woken = false;
  const sleeper = createInterruptibleSleep();
  let loop: Promise<void> | undefined;

  const wake = () => {
    woken = true;
    sleeper.wake();
  };

  function begin(task: T): void {
    const full = underWay.size + 1 >= concurrency;
    const done = perform(task)
      .catch((error: unknown) => logger.warn({ err: error, queue: name }, 'a task failed; it will be tried again'))
      .finally(() => {
        underWay.delete(done);
        if (full) wake();
      });
    underWay.add(done);
  }

  async function run(): Promise<void> {
    while (running) {
      woken = false;
      const free = concurrency - underWay.size;
      const tasks = free > 0 ? await takeUp(free) : [];
      for (const task of tasks) begin(task);
      if (running && !woken && (free === 0 || tasks.length < free)) await sleeper.sleep(pollIntervalMs);
    }
  }

  const takeUp = (limit: number) =>
    claim(limit).catch((error: unknown) => {
      logger.warn({ err: error, queue: name }, 'the queue cannot be read; it will be tried again');
      return [];
    });

  return {
    wake,
    start() {
      running = true;
      loop ??= run();
    },
    async stop() {
      running = false;
      sleeper.wake();
      await loop;
      await Promise.all(underWay);
    },
  };
}
