/**
 * Fixed-window counts of this gateway alone, in memory. Every request is counted here first, in the same tick in which it is
 * taken up, so that no time-out, restart or freeze of Redis can make a count start again. What Redis answers can only raise a
 * count, and only bring the end of a window forward (to the end of the window that all gateways share).
 */
export interface LocalCount {
  /** Requests of the window, this one included. */
  readonly count: number;
  /** Milliseconds until the window ends. */
  readonly remainingMs: number;
}

export interface LocalCounts {
  /** Counts one request. A count that has passed `limit` stays: what is refused costs no more. */
  increment(key: string, limit: number): LocalCount;
  /** Takes over what all gateways have counted together, if it is more. */
  raise(key: string, count: number, remainingMs: number): void;
  size(): number;
}

interface Window {
  count: number;
  /** On the clock of `now`. */
  end: number;
}

/** Beyond this many keys the oldest windows are forgotten: some 100 bytes each. */
const defaultMaxKeys = 100_000;

export function createLocalCounts(
  windowMs: number,
  { now = () => performance.now(), maxKeys = defaultMaxKeys } = {},
): LocalCounts {
  // In the order in which windows began, which is nearly that of their ends.
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
      // In its last millisecond a shared window has nothing left: its count must not be taken into the next one.
      if (!current || remainingMs <= 0) return;
      current.count = Math.max(current.count, count);
      current.end = Math.min(current.end, now() + remainingMs);
    },
    size: () => windows.size,
  };
}
