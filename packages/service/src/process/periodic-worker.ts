/**
 * Runs a task periodically while a service runs. One run at a time; a run that has more to do is followed by another at once; a
 * failed run is logged and retried at the next interval. Stopping waits for the current run.
 */
import type { Logger } from '../telemetry/logger.ts';
import { createInterruptibleSleep } from './interruptible-sleep.ts';
import type { Worker } from './worker.ts';

export interface PeriodicWorkerSettings {
  /** The name in the logs. */
  readonly name: string;
  /** Time between the end of a run and the next one. */
  readonly seconds: number;
  /** Returns true if there is more to do. */
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
        logger.warn({ event: 'worker.run_failed', err: error, worker: name }, 'worker run failed, will retry');
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
