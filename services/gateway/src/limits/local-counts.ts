/**
 * Fixed-window counts of this gateway alone, in memory. Every request is counted here first, in the tick in which it is
 * received, so that no time-out, restart or freeze of Redis can reset a count. A count from Redis can only raise the local
 * one, and only shorten the window (to the end of the window shared by all gateways).
 */
export interface LocalCount {
  /** Requests in the window, this one included. */
  readonly count: number;
  /** Milliseconds until the window ends. */
  readonly remainingMs: number;
}

export interface LocalCounts {
  /** Counts one request. A count that has passed `limit` no longer rises. */
  increment(key: string, limit: number): LocalCount;
  /** Takes over the count of all gateways together if it is higher. */
  raise(key: string, count: number, remainingMs: number): void;
  size(): number;
}

interface Window {
  count: number;
  /** On the clock of `now`. */
  end: number;
}

/** Beyond this many keys the oldest windows are evicted: some 100 bytes each. */
const defaultMaxKeys = 100_000;

export function createLocalCounts(
  windowMs: number,
  { now = () => performance.now(), maxKeys = defaultMaxKeys } = {},
): LocalCounts {
  // In the order in which windows began, which is nearly the order in which they end.
  const windows = new Map<string, Window>();

  function evict(time: number): void {
    for (const [key, { end }] of windows) {
      if (end > time && windows.size <= maxKeys) return;
      windows.delete(key);
    }
  }

  return {
    increment(key, limit) {
      const time = now();
      const current = windows.get(key);
      if (current && current.end > time) {
        if (current.count <= limit) current.count += 1;
        return { count: current.count, remainingMs: current.end - time };
      }
      windows.delete(key);
      windows.set(key, { count: 1, end: time + windowMs });
      evict(time);
      return { count: 1, remainingMs: windowMs };
    },
    raise(key, count, remainingMs) {
      const current = windows.get(key);
      // A shared window in its last millisecond has nothing left: its count must not carry over into the next one.
      if (!current || remainingMs <= 0) return;
      current.count = Math.max(current.count, count);
      current.end = Math.min(current.end, now() + remainingMs);
    },
    size: () => windows.size,
  };
}
