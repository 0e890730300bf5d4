/** What the stream asked for and was answered: what the shop is held to afterwards. */
import type { Session } from '../../shopper/session.ts';
import { createHistory, type History } from '../history/history.ts';
import { isRefusal, NeverAnswered, type RetryContext } from './retry-until-answered.ts';

export interface LoadStats {
  /** Orders asked for, each with a key of its own. */
  asked: number;
  /** Orders that were answered with 202, by id. */
  readonly placed: Map<string, PlacedOrder>;
  /** Refusals, by what and why. */
  readonly rejected: Map<string, number>;
  /** Tries that got no answer. */
  unanswered: number;
  /** Keys that were asked with again and answered with another order. */
  readonly duplicated: string[];
  /** Of clients that asked again and again: what they asked for, and the last error. */
  readonly neverAnswered: { readonly id: string; readonly detail: string }[];
  readonly history: History;
}

export interface PlacedOrder {
  readonly key: string;
  readonly token: string;
}

export const newLoadStats = (): LoadStats => ({
  ...{ asked: 0, placed: new Map(), rejected: new Map(), unanswered: 0, duplicated: [], neverAnswered: [] },
  history: createHistory(),
});

/** Counts a refusal, or that there never was an answer; any other error is thrown on. */
export function countRejection(stats: LoadStats, what: string, error: unknown): void {
  if (error instanceof NeverAnswered) {
    stats.neverAnswered.push({ id: what, detail: `at ${new Date().toISOString()}, ${error.message}` });
    return;
  }
  if (!isRefusal(error)) throw error;
  const name = `${what}: ${error.status} ${error.slug}`;
  stats.rejected.set(name, (stats.rejected.get(name) ?? 0) + 1);
}

/** Asks in this session, and counts the tries without an answer. */
export const retryContext = (session: Session, stats: LoadStats): RetryContext => ({
  session,
  onUnanswered() {
    stats.unanswered += 1;
  },
});
