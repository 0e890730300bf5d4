/**
 * Whether something has gone on without a gap for long enough, on this process's own clock: the sidecar asks whether we are
 * ready before it delivers, so while it asks and we say yes, our subscriptions are up. A process that was stopped, a
 * sidecar or a store that was away, leaves a gap, and the time counts anew.
 */
export interface UptimeWindow {
  /** It went on just now. */
  markAlive(): void;
  isComplete(): boolean;
}

export interface UptimeWindowSettings {
  /** Seconds it must have gone on for. */
  readonly requiredSeconds: number;
  /** Seconds between two beats that are a gap. */
  readonly maxGapSeconds: number;
  /** Seconds of a clock that never goes back; default: the process's. */
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
