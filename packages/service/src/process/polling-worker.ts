/**
 * Runs a task again and again while a service runs, one run at a time. Stopping waits for the current run.
 *
 *   running --there is more to do, or woken meanwhile--> running
 *   running --otherwise--> sleeping --interval over, or woken--> running
 *
 * A run decides when the next one is due; a run that throws is logged and retried at the next interval.
 */
import type { Logger } from '../telemetry/logger.ts';
import type { Worker } from './worker.ts';

export interface PollingWorker extends Worker {
  /** Ends the sleep: there may be something to do. */
  wake(): void;
}

/** true: there is more to do, run again at once. A number: sleep so many milliseconds. Otherwise: the interval, unless woken. */
export type NextRun = boolean | number | undefined;

export interface PollingWorkerSettings {
  /** The name in the logs. */
  readonly name: string;
  /** Time between the end of a run and the next one. */
  readonly seconds: number;
  /** @param woken since the last run began */
  readonly tick: (woken: boolean) => Promise<NextRun>;
  readonly logger: Logger;
}

export function createPollingWorker({ name, seconds, tick, logger }: PollingWorkerSettings): PollingWorker {
  const intervalMs = seconds * 1_000;
  let running = false;
  let woken = false;
  let endSleep: (() => void) | undefined;
  let loop: Promise<void> | undefined;

  const sleep = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      endSleep = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function run(): Promise<void> {
    while (running) {
      const wasWoken = woken;
      woken = false;
      const next = await tick(wasWoken).catch((error: unknown) => {
        logger.warn({ event: 'worker.run_failed', err: error, worker: name }, 'worker run failed, will retry');
        return intervalMs;
      });
      const isDue = next === true || (typeof next !== 'number' && woken);
      if (running && !isDue) await sleep(typeof next === 'number' ? next : intervalMs);
    }
  }

  const wake = () => {
    woken = true;
    endSleep?.();
  };

  return {
    wake,
    start() {
      running = true;
      loop ??= run();
    },
    async stop() {
      running = false;
      endSleep?.();
      await loop;
    },
  };
}
