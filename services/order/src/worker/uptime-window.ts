/**
 * Whether this process has received events without a gap for long enough, by its own clock. The sidecar polls our readiness
 * before it delivers, so while it polls and we are ready, our subscriptions are up. A stopped process or an unavailable sidecar
 * or store leaves a gap, and the time restarts.
 */
export interface UptimeWindow {
  /** Records a sign of life. */
  markAlive(): void;
  isComplete(): boolean;
}

export interface UptimeWindowSettings {
  /** Required time without a gap, in seconds. */
  readonly requiredSeconds: number;
  /** A longer time between two signs of life is a gap, in seconds. */
  readonly maxGapSeconds: number;
  /** A monotonic clock in seconds; the process's by default. */
  readonly now?: () => number;
}

export function createUptimeWindow({
  requiredSeconds,
  maxGapSeconds,
  now = () => performance.now() / 1_000,
}: UptimeWindowSettings): UptimeWindow {
  let since: number | undefined;
  let last = 0;
  return {
    markAlive() {
      const at = now();
      if (since === undefined || at - last > maxGapSeconds) since = at;
      last = at;
    },
    isComplete() {
      const at = now();
      return since !== undefined && at - last <= maxGapSeconds && at - since >= requiredSeconds;
    },
  };
}
