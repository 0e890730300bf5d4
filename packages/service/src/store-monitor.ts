/**
 * Knows whether a service's store is there without making anybody wait: it asks once a second, and says what came of it last.
 *
 *   there --the question fails, or its answer takes longer than `patience`--> away --a question is answered--> there
 *
 * Until the first answer the store counts as there. Time in which this process did not get to run does not count as waiting.
 */

import type { Logger } from './logger.ts';
import { createNap } from './nap.ts';
import type { StoreProbe } from './store-probe.ts';
import type { Worker } from './worker.ts';

export interface StoreMonitor extends Worker {
  /** Why the store is away; undefined: it is there. */
  away(): Error | undefined;
  /** Whether a question was ever answered, one way or the other. */
  asked(): boolean;
}

export interface StoreMonitorSettings {
  readonly probe: Pick<StoreProbe, 'ask'>;
  readonly logger: Logger;
  /** Milliseconds between an answer and the next question, and that an answer may take. */
  readonly every?: number;
  readonly timeout?: number;
}

/** Steps in which time is counted: one passes however long the process did not run. */
const steps = 10;

export function createStoreMonitor({
  probe,
  logger,
  every = 1_000,
  timeout = 5_000,
}: StoreMonitorSettings): StoreMonitor {
  const nap = createNap();
  let running = false;
  let loop: Promise<void> | undefined;
  let away: Error | undefined;
  let asked = false;

  const heard = (error: Error | undefined) => {
    if (error && !away) logger.warn({ event: 'store.away', err: error }, 'the store does not answer');
    if (!error && away) logger.info({ event: 'store.back' }, 'the store answers again');
    away = error;
    asked = true;
  };

  async function ask(): Promise<void> {
    let step = 0;
    const ticking = setInterval(() => {
      step += 1;
      if (running && step === steps) heard(new Error(`no answer within ${timeout} ms`));
    }, timeout / steps).unref();
    const failure = await probe.ask().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
    clearInterval(ticking);
    if (running) heard(failure);
  }

  async function run(): Promise<void> {
    while (running) {
      await ask();
      if (running) await nap.sleep(every);
    }
  }

  return {
    away: () => away,
    asked: () => asked,
    start() {
      running = true;
      loop ??= run();
    },
    async stop() {
      running = false;
      nap.rouse();
      // A question that nobody answers is not waited for.
      await Promise.race([loop, new Promise((resolve) => setTimeout(resolve, 100))]);
    },
  };
}
