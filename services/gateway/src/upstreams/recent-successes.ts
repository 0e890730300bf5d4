/** Clients an upstream has responded to in the last seconds; only the latest two are kept. */

export interface RecentSuccesses {
  record(client: string): void;
  /** Whether a client other than this one got a response recently. */
  hasOtherThan(client: string): boolean;
  toAnybody(): boolean;
}

/** @param recentMs how long a response proves that the upstream works */
export function createRecentSuccesses(
  recentMs = 3_000,
  now: () => number = performance.now.bind(performance),
): RecentSuccesses {
  let latest = { client: '', at: Number.NEGATIVE_INFINITY };
  /** The latest to another client than that one. */
  let other = latest;
  return {
    record(client) {
      if (client !== latest.client) other = latest;
      latest = { client, at: now() };
    },
    toAnybody: () => now() - latest.at < recentMs,
    hasOtherThan: (client) => now() - (latest.client === client ? other : latest).at < recentMs,
  };
}
