/**
 * A condition that depends on something outside the API server: probed in the background, at intervals, one probe at a time per
 * shop. The last result stays until there is a newer one, also across restarts of the operator.
 */
import type { Condition, StatusCondition } from '../status/conditions.ts';

export interface BackgroundCheck<Subject> {
  /**
   * The current condition, and the milliseconds after which to check again if a new result is expected.
   * @param subject what to probe; undefined: nothing, as the shop is not served yet
   * @param before the condition from the last status
   * @param identity a new value discards earlier results: they were about something else
   */
  check(key: string, subject: Subject | undefined, before: StatusCondition | undefined, identity?: string): CheckState;
  forget(key: string): void;
}

export interface CheckState {
  readonly condition: Condition;
  readonly recheckAfter: number;
}

export interface CheckResult<State> {
  /** undefined: the last condition stays. */
  readonly condition?: Condition;
  readonly state: State;
  /** Milliseconds until the next probe. */
  readonly recheckAfter: number;
}

export interface CheckSettings<Subject, State> {
  /** Used until there is a first result. */
  readonly initialCondition: Condition;
  readonly initialState: State;
  /** Milliseconds until the result of a probe that just started may be available. */
  readonly resultExpectedAfter: number;
  /** Never rejects. */
  probe(subject: Subject, state: State): Promise<CheckResult<State>>;
  now(): number;
}

/** Milliseconds between two probes while nothing is wrong. */
export const healthyIntervalMs = 300_000;

interface CachedCheck<State> {
  readonly identity: string;
  condition: Condition;
  state: State;
  inFlight: boolean;
  nextCheckAt: number;
}

export function createBackgroundCheck<Subject, State>({
  initialCondition,
  initialState: initial,
  resultExpectedAfter,
  probe,
  now,
}: CheckSettings<Subject, State>): BackgroundCheck<Subject> {
  const shops = new Map<string, CachedCheck<State>>();

  async function runCheck(cached: CachedCheck<State>, subject: Subject): Promise<void> {
    cached.inFlight = true;
    const { condition = cached.condition, state, recheckAfter } = await probe(subject, cached.state);
    Object.assign(cached, { condition, state, nextCheckAt: now() + recheckAfter, inFlight: false } satisfies Partial<
      CachedCheck<State>
    >);
  }

  const initialConditionFrom = (last: Condition | undefined): Condition =>
    last && last.reason !== 'NotChecked'
      ? { type: initialCondition.type, status: last.status, reason: last.reason, message: last.message }
      : initialCondition;

  return {
    forget: (key) => void shops.delete(key),
    check(key, subject, before, identity = '') {
      const earlier = shops.get(key);
      const cached =
        earlier?.identity === identity
          ? earlier
          : {
              identity,
              condition: initialConditionFrom(earlier?.condition ?? before),
              state: initial,
              inFlight: false,
              nextCheckAt: 0,
            };
      shops.set(key, cached);
      if (subject !== undefined && !cached.inFlight && cached.nextCheckAt <= now()) void runCheck(cached, subject);
      const next = subject === undefined ? healthyIntervalMs : Math.max(cached.nextCheckAt - now(), 1_000);
      return { condition: cached.condition, recheckAfter: cached.inFlight ? resultExpectedAfter : next };
    },
  };
}
