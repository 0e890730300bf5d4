/**
 * A queue of keys to process. A key is processed by one worker at a time; a key added meanwhile is processed once more
 * afterwards. A failed key is retried after a delay that doubles (with jitter) up to a limit; success resets it.
 */
import { backoff } from '@mambogo/contracts/backoff.ts';

export interface WorkQueue {
  add(key: string): void;
  /** Processes a key again after `milliseconds`, unless it is processed earlier. */
  addAfter(key: string, milliseconds: number): void;
  start(workers: number): void;
  /** Stops taking keys until it is started again, and waits for keys in progress. */
  pause(): Promise<void>;
  /** Stops for good, and waits for keys in progress. */
  stop(): Promise<void>;
  size(): number;
}

export interface WorkQueueSettings {
  /** Returns milliseconds after which to requeue the key, if at all. */
  process(key: string): Promise<number | undefined>;
  onFailure(key: string, error: unknown, retryAfterMs: number): void;
  readonly baseDelayMs?: number;
  readonly maxDelayMs?: number;
}

export function createWorkQueue({
  process: processKey,
  onFailure,
  baseDelayMs = 250,
  maxDelayMs = 60_000,
}: WorkQueueSettings): WorkQueue {
  const queued = new Set<string>();
  const processing = new Set<string>();
  const dirty = new Set<string>();
  const failures = new Map<string, number>();
  const timers = new Map<string, { timer: NodeJS.Timeout; at: number }>();
  const running = new Set<Promise<void>>();
  let workers = 0;
  let stopped = false;

  function add(key: string): void {
    if (stopped) return;
    if (processing.has(key)) dirty.add(key);
    else queued.add(key);
    startWorkers();
  }

  function addAfter(key: string, milliseconds: number): void {
    const at = Date.now() + milliseconds;
    const scheduled = timers.get(key);
    if (stopped || (scheduled && scheduled.at <= at)) return;
    clearTimeout(scheduled?.timer);
    const wake = () => {
      timers.delete(key);
      add(key);
    };
    timers.set(key, { at, timer: setTimeout(wake, milliseconds) });
  }

  function startWorkers(): void {
    while (!stopped && processing.size < workers) {
      const [key] = queued;
      if (key === undefined) return;
      queued.delete(key);
      processing.add(key);
      const run = runOne(key).finally(() => running.delete(run));
      running.add(run);
    }
  }

  async function runOne(key: string): Promise<void> {
    try {
      const requeueAfter = await processKey(key);
      failures.delete(key);
      if (requeueAfter !== undefined) addAfter(key, requeueAfter);
    } catch (error) {
      const count = (failures.get(key) ?? 0) + 1;
      failures.set(key, count);
      const pause = backoff(count, { first: baseDelayMs, longest: maxDelayMs });
      onFailure(key, error, pause);
      addAfter(key, pause);
    }
    processing.delete(key);
    if (dirty.delete(key)) queued.add(key);
    startWorkers();
  }

  return {
    add,
    addAfter,
    start(count) {
      workers = count;
      startWorkers();
    },
    async pause() {
      workers = 0;
      await Promise.all(running);
    },
    async stop() {
      stopped = true;
      for (const { timer } of timers.values()) clearTimeout(timer);
      await Promise.all(running);
    },
    size: () => queued.size + processing.size,
  };
}
