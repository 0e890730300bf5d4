/**
 * A condition that somebody outside the API server is asked for: beside reconciling, now and then, one question at a time for each
 * shop. What was known last holds until it is known better, also over a restart of the operator.
 */
import type { Condition, StatusCondition } from '../status/conditions.ts';

export interface BackgroundCheck<Subject> {
  /**
   * What is known, and after how many milliseconds to look again if something new is to be expected.
   * @param subject who is asked; undefined: nobody, the shop is not served yet
   * @param before the condition as it was last
   * @param identity another one than last time: earlier answers were about something else
   */
  check(key: string, subject: Subject | undefined, before: StatusCondition | undefined, identity?: string): CheckState;
  forget(key: string): void;
}

export interface CheckState {
  readonly condition: Condition;
  readonly recheckAfter: number;
}

export interface CheckResult<State> {
  /** undefined: what was known still holds. */
  readonly condition?: Condition;
  readonly state: State;
  /** Milliseconds until it is asked again. */
  readonly recheckAfter: number;
}

export interface CheckSettings<Subject, State> {
  /** While nothing is known. */
  readonly initialCondition: Condition;
  readonly initialState: State;
  /** Milliseconds until an answer that was just asked for may be there. */
  readonly resultExpectedAfter: number;
  /** Never rejects. */
  probe(subject: Subject, state: State): Promise<CheckResult<State>>;
  now(): number;
}

/** Milliseconds between two questions while nothing is wrong. */
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
