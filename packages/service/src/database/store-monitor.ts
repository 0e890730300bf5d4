/**
 * Knows whether a service's store is there without making anybody wait: it asks once a second, and says what came of it last.
 *
 *   there --the question fails, or its answer takes longer than `patience`--> away --a question is answered--> there
 *
 * Until the first answer the store counts as there. Time in which this process did not get to run does not count as waiting.
 */

import { createInterruptibleSleep } from '../process/interruptible-sleep.ts';
import type { Worker } from '../process/worker.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { StoreProbe } from './store-probe.ts';

export interface StoreMonitor extends Worker {
  /** Why the store is away; undefined: it is there. */
  storeError(): Error | undefined;
  /** Whether a question was ever answered, one way or the other. */
  hasProbed(): boolean;
}

export interface StoreMonitorSettings {
  readonly probe: Pick<StoreProbe, 'ping'>;
  readonly logger: Logger;
  /** Milliseconds between an answer and the next question, and that an answer may take. */
  readonly intervalMs?: number;
  readonly timeoutMs?: number;
}

/** Steps in which time is counted: one passes however long the process did not run. */
const steps = 10;

export function createStoreMonitor({
  probe,
  logger,
  intervalMs = 1_000,
  timeoutMs = 5_000,
}: StoreMonitorSettings): StoreMonitor {
  const sleeper = createInterruptibleSleep();
  let running = false;
  let loop: Promise<void> | undefined;
  let storeError: Error | undefined;
  let hasProbed = false;

  const recordResult = (error: Error | undefined) => {
    if (error && !storeError) logger.warn({ event: 'store.away', err: error }, 'the store does not answer');
    if (!error && storeError) logger.info({ event: 'store.back' }, 'the store answers again');
    storeError = error;
    hasProbed = true;
  };

  async function probeOnce(): Promise<void> {
    let step = 0;
    const ticking = setInterval(() => {
      step += 1;
      if (running && step === steps) recordResult(new Error(`no answer within ${timeoutMs} ms`));
    }, timeoutMs / steps).unref();
    const failure = await probe.ping().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
    clearInterval(ticking);
    if (running) recordResult(failure);
  }

  async function run(): Promise<void> {
    while (running) {
      await probeOnce();
      if (running) await sleeper.sleep(intervalMs);
    }
  }

  return {
    storeError: () => storeError,
    hasProbed: () => hasProbed,
    start() {
      running = true;
      loop ??= run();
    },
    async stop() {
      running = false;
      sleeper.wake();
      // A question that nobody answers is not waited for.
      await Promise.race([loop, new Promise((resolve) => setTimeout(resolve, 100))]);
    },
  };
}
