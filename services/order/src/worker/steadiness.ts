/**
 * Whether something has gone on without a gap for long enough, on this process's own clock: the sidecar asks whether we are
 * ready before it delivers, so while it asks and we say yes, our subscriptions are up. A process that was stopped, a
 * sidecar or a store that was away, leaves a gap, and the time counts anew.
 */
export interface Steadiness {
  /** It went on just now. */
  beat(): void;
  isSteady(): boolean;
}

export interface SteadinessSettings {
  /** Seconds it must have gone on for. */
  readonly needed: number;
  /** Seconds between two beats that are a gap. */
  readonly gap: number;
  /** Seconds of a clock that never goes back; default: the process's. */
  readonly now?: () => number;
}

export function createSteadiness({
  needed,
  gap,
  now = () => performance.now() / 1_000,
}: SteadinessSettings): Steadiness {
  let since: number | undefined;
  let last = 0;
  return {
    beat() {
      const at = now();
      if (since === undefined || at - last > gap) since = at;
      last = at;
    },
    isSteady() {
      const at = now();
      return since !== undefined && at - last <= gap && at - since >= needed;
    },
  };
}
