/**
 * Something that is done now and then while a service runs. One turn at a time; a turn that left something to do is
 * followed by another at once; one that fails is logged, and the next tries again. Stopping waits for the turn under way.
 */

import type { Logger } from '../telemetry/logger.ts';
import { createInterruptibleSleep } from './interruptible-sleep.ts';
import type { Worker } from './worker.ts';

export interface PeriodicWorkerSettings {
  /** In the logs. */
  readonly name: string;
  /** Between the end of a turn and the next one. */
  readonly seconds: number;
  /** Answers true when there is more to do. */
  readonly tick: () => Promise<boolean | undefined>;
  readonly logger: Logger;
}

export function createPeriodicWorker({ name, seconds, tick, logger }: PeriodicWorkerSettings): Worker {
  const sleeper = createInterruptibleSleep();
  let running = false;
  let loop: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (running) {
      const more = await tick().catch((error: unknown) => {
        logger.warn({ err: error, worker: name }, 'a turn failed; it will be tried again');
        return false;
      });
      if (running && !more) await sleeper.sleep(seconds * 1_000);
    }
  }

  return {
    start() {
      running = true;
      loop ??= run();
    },
    async stop() {
      running = false;
      sleeper.wake();
      await loop;
    },
  };
}
