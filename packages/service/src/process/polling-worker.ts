/**
 * Runs a task again and again while a service runs, one run at a time. Stopping waits for the current run.
 *
 *   running --there is more to do, or woken meanwhile--> running
 *   running --otherwise--> sleeping --interval over, or woken--> running
 *
 * With `idleSeconds` the interval doubles up to that while runs find nothing to do and nothing wakes it.
 *
 * A run decides when the next one is due; a run that throws is logged and retried at the next interval.
 */
import type { Logger } from '../telemetry/logger.ts';
import type { Worker } from './worker.ts';

export interface PollingWorker extends Worker {
  /** Ends the sleep: there may be something to do. */
  wake(): void;
}

/**
 * true: there is more to do, run again at once. A number: sleep so many milliseconds, unless woken. Otherwise the interval, unless
 * woken; false: there was nothing to do.
 */
export type NextRun = boolean | number | undefined;

export interface PollingWorkerSettings {
  /** The name in the logs. */
  readonly name: string;
  /** Time between the end of a run and the next one. */
  readonly seconds: number;
  /** The interval after many runs without anything to do; default: always the same. */
  readonly idleSeconds?: number;
  /** @param woken since the last run began */
  readonly tick: (woken: boolean) => Promise<NextRun>;
  readonly logger: Logger;
}

export function createPollingWorker(settings: PollingWorkerSettings): PollingWorker {
  const { name, seconds, idleSeconds = seconds, tick, logger } = settings;
  const intervalMs = seconds * 1_000;
  let idleMs = intervalMs;
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
        // A wake-up during a run that failed does not shorten the time until the next one.
        woken = false;
        return undefined;
      });
      const isIdle = next === false && !wasWoken;
      if (!isIdle) idleMs = intervalMs;
      if (running && next !== true && !woken) await sleep(typeof next === 'number' ? next : idleMs);
      if (isIdle) idleMs = Math.min(2 * idleMs, idleSeconds * 1_000);
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
