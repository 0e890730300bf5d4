/**
 * Monitors whether a service's store is available: probes it every two seconds and keeps the last result, so that readers do not
 * wait.
 *
 *   available --a probe fails, or takes longer than `timeoutMs`--> unavailable --a probe succeeds--> available
 *
 * Until the first result the store counts as available. Time in which this process was not scheduled does not count.
 */
import { createPollingWorker } from '../process/polling-worker.ts';
import type { Worker } from '../process/worker.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { StoreProbe } from './store-probe.ts';

export interface StoreMonitor extends Worker {
  /** Why the store is unavailable; undefined: it is available. */
  storeError(): Error | undefined;
  /** Whether any probe has finished, successfully or not. */
  hasProbed(): boolean;
}

export interface StoreMonitorSettings {
  readonly probe: Pick<StoreProbe, 'ping'>;
  readonly logger: Logger;
  /** Milliseconds between a result and the next probe, and the time-out of a probe. */
  readonly intervalMs?: number;
  readonly timeoutMs?: number;
}

/** Steps in which time is counted: a pause of the process counts as one step, however long it was. */
const steps = 10;

export function createStoreMonitor({
  probe,
  logger,
  intervalMs = 2_000,
  timeoutMs = 5_000,
}: StoreMonitorSettings): StoreMonitor {
  let running = false;
  let storeError: Error | undefined;
  let hasProbed = false;

  const recordResult = (error: Error | undefined) => {
    if (error && !storeError) logger.warn({ event: 'store.away', err: error }, 'database does not respond');
    if (!error && storeError) logger.info({ event: 'store.back' }, 'database responds again');
    storeError = error;
    hasProbed = true;
  };

  async function probeOnce(): Promise<void> {
    let step = 0;
    const ticking = setInterval(() => {
      step += 1;
      if (running && step === steps) recordResult(new Error(`no response within ${timeoutMs} ms`));
    }, timeoutMs / steps).unref();
    const failure = await probe.ping().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
    clearInterval(ticking);
    if (running) recordResult(failure);
  }

  const poller = createPollingWorker({
    name: 'store monitor',
    seconds: intervalMs / 1_000,
    logger,
    tick: async () => {
      await probeOnce();
      return false;
    },
  });

  return {
    storeError: () => storeError,
    hasProbed: () => hasProbed,
    start() {
      running = true;
      poller.start();
    },
    async stop() {
      running = false;
      // Does not wait for a probe that hangs.
      await Promise.race([poller.stop(), new Promise((resolve) => setTimeout(resolve, 100))]);
    },
  };
}
