/**
 * A condition that somebody outside the API server is asked for: beside reconciling, now and then, one question at a time for each
 * shop. What was known last holds until it is known better, also over a restart of the operator.
 */
import type { Condition, Finding } from './conditions.ts';

export interface BackgroundCheck<Subject> {
  /**
   * What is known, and after how many milliseconds to look again if something new is to be expected.
   * @param subject who is asked; undefined: nobody, the shop is not served yet
   * @param before the condition as it was last
   * @param identity another one than last time: earlier answers were about something else
   */
  look(key: string, subject: Subject | undefined, before: Condition | undefined, identity?: string): Look;
  forget(key: string): void;
}

export interface Look {
  readonly finding: Finding;
  readonly again: number;
}

export interface CheckAnswer<State> {
  /** undefined: what was known still holds. */
  readonly finding?: Finding;
  readonly state: State;
  /** Milliseconds until it is asked again. */
  readonly pause: number;
}

export interface CheckSettings<Subject, State> {
  /** While nothing is known. */
  readonly waiting: Finding;
  readonly initial: State;
  /** Milliseconds until an answer that was just asked for may be there. */
  readonly answering: number;
  /** Never rejects. */
  ask(subject: Subject, state: State): Promise<CheckAnswer<State>>;
  now(): number;
}

/** Milliseconds between two questions while nothing is wrong. */
export const restPause = 300_000;

interface Known<State> {
  readonly identity: string;
  finding: Finding;
  state: State;
  asking: boolean;
  nextAt: number;
}

export function createBackgroundCheck<Subject, State>({
  waiting,
  initial,
  answering,
  ask,
  now,
}: CheckSettings<Subject, State>): BackgroundCheck<Subject> {
  const shops = new Map<string, Known<State>>();

  async function askNow(known: Known<State>, subject: Subject): Promise<void> {
    known.asking = true;
    const { finding = known.finding, state, pause } = await ask(subject, known.state);
    Object.assign(known, { finding, state, nextAt: now() + pause, asking: false });
  }

  const unasked = (last: Finding | undefined): Finding =>
    last && last.reason !== 'NotChecked'
      ? { type: waiting.type, status: last.status, reason: last.reason, message: last.message }
      : waiting;

  return {
    forget: (key) => void shops.delete(key),
    look(key, subject, before, identity = '') {
      const earlier = shops.get(key);
      const known =
        earlier?.identity === identity
          ? earlier
          : { identity, finding: unasked(earlier?.finding ?? before), state: initial, asking: false, nextAt: 0 };
      shops.set(key, known);
      if (subject !== undefined && !known.asking && known.nextAt <= now()) void askNow(known, subject);
      const next = subject === undefined ? restPause : Math.max(known.nextAt - now(), 1_000);
      return { finding: known.finding, again: known.asking ? answering : next };
    },
  };
}
