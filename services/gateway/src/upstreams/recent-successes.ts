/** Which clients an upstream has answered in the last seconds: no more than the latest two are needed. */

export interface RecentSuccesses {
  record(client: string): void;
  /** Somebody else than this client was answered a moment ago. */
  hasOtherThan(client: string): boolean;
  toAnybody(): boolean;
}

/** @param recentMs how long an answer proves that the upstream works */
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
