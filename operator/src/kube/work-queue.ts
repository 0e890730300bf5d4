/**
 * Keys that need work. A key is worked on by one worker at a time; one that is added meanwhile is worked on once more
 * afterwards. What fails comes back after a pause that doubles (with jitter) up to a limit; success forgets the failures.
 */

export interface WorkQueue {
  add(key: string): void;
  /** Looks at a key again after `milliseconds`, unless it is looked at earlier. */
  addAfter(key: string, milliseconds: number): void;
  start(workers: number): void;
  /** Takes nothing until it is started again, and waits for what is under way. */
  pause(): Promise<void>;
  /** Takes nothing more and waits for what is under way. */
  stop(): Promise<void>;
  size(): number;
}

export interface WorkQueueSettings {
  /** Answers milliseconds after which the key wants to be looked at again, if it does. */
  work(key: string): Promise<number | undefined>;
  onFailure(key: string, error: unknown, retryIn: number): void;
  readonly firstPause?: number;
  readonly longestPause?: number;
}

export function createWorkQueue({
  work,
  onFailure,
  firstPause = 250,
  longestPause = 60_000,
}: WorkQueueSettings): WorkQueue {
  const ready = new Set<string>();
  const active = new Set<string>();
  const again = new Set<string>();
  const failures = new Map<string, number>();
  const timers = new Map<string, { timer: NodeJS.Timeout; at: number }>();
  const running = new Set<Promise<void>>();
  let workers = 0;
  let stopped = false;

  function add(key: string): void {
    if (stopped) return;
    if (active.has(key)) again.add(key);
    else ready.add(key);
    next();
  }

  function addAfter(key: string, milliseconds: number): void {
    const at = Date.now() + milliseconds;
    const known = timers.get(key);
    if (stopped || (known && known.at <= at)) return;
    clearTimeout(known?.timer);
    const wake = () => {
      timers.delete(key);
      add(key);
    };
    timers.set(key, { at, timer: setTimeout(wake, milliseconds) });
  }

  function next(): void {
    while (!stopped && active.size < workers) {
      const [key] = ready;
      if (key === undefined) return;
      ready.delete(key);
      active.add(key);
      const turn = take(key).finally(() => running.delete(turn));
      running.add(turn);
    }
  }

  async function take(key: string): Promise<void> {
    try {
      const later = await work(key);
      failures.delete(key);
      if (later !== undefined) addAfter(key, later);
    } catch (error) {
      const count = failures.get(key) ?? 0;
      failures.set(key, count + 1);
      const pause = Math.min(firstPause * 2 ** count, longestPause) * (0.75 + Math.random() / 4);
      onFailure(key, error, pause);
      addAfter(key, pause);
    }
    active.delete(key);
    if (again.delete(key)) ready.add(key);
    next();
  }

  return {
    add,
    addAfter,
    start(count) {
      workers = count;
      next();
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
    size: () => ready.size + active.size,
  };
}
