/** What the stream asked for and was answered: what the shop is held to afterwards. */
import type { Session } from '../../shopper/session.ts';
import { createHistory, type History } from '../history/history.ts';
import { isRefusal, NeverAnswered, type Persistence } from './persistently.ts';

export interface Tally {
  /** Orders asked for, each with a key of its own. */
  asked: number;
  /** Orders that were answered with 202, by id. */
  readonly placed: Map<string, PlacedOrder>;
  /** Refusals, by what and why. */
  readonly refused: Map<string, number>;
  /** Tries that got no answer. */
  unanswered: number;
  /** Keys that were asked with again and answered with another order. */
  readonly doubled: string[];
  /** Of clients that asked again and again: what they asked for, and the last error. */
  readonly neverAnswered: { readonly id: string; readonly detail: string }[];
  readonly history: History;
}

export interface PlacedOrder {
  readonly key: string;
  readonly token: string;
}

export const newTally = (): Tally => ({
  ...{ asked: 0, placed: new Map(), refused: new Map(), unanswered: 0, doubled: [], neverAnswered: [] },
  history: createHistory(),
});

/** Counts a refusal, or that there never was an answer; any other error is thrown on. */
export function countFailure(tally: Tally, what: string, error: unknown): void {
  if (error instanceof NeverAnswered) {
    tally.neverAnswered.push({ id: what, detail: `at ${new Date().toISOString()}, ${error.message}` });
    return;
  }
  if (!isRefusal(error)) throw error;
  const name = `${what}: ${error.status} ${error.slug}`;
  tally.refused.set(name, (tally.refused.get(name) ?? 0) + 1);
}

/** Asks in this session, and counts the tries without an answer. */
export const persistence = (session: Session, tally: Tally): Persistence => ({
  session,
  onUnanswered() {
    tally.unanswered += 1;
  },
});
