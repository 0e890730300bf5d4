/** Reads at most once per interval, for metrics from a store: however many scrape them, the store is not read more often. */

/** Concurrent callers share a read; a failure is not kept. */
export function cached<T>(milliseconds: number, read: () => Promise<T>): () => Promise<T> {
  let latest: { readonly value: Promise<T>; readonly until: number } | undefined;
  return () => {
    const now = performance.now();
    if (latest && latest.until > now) return latest.value;
    const value = read();
    latest = { value, until: now + milliseconds };
    value.catch(() => {
      latest = undefined;
    });
    return value;
  };
}

/** Milliseconds between two reads of a store for metrics. */
export const storeReadIntervalMs = 5_000;
