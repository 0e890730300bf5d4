/** What the load requested and what was returned: the shop is checked against it afterwards. */
import type { Session } from '../../shopper/session.ts';
import { createHistory, type History } from '../history/history.ts';
import { isRefusal, NeverAnswered, type RetryContext } from './retry-until-answered.ts';

export interface LoadStats {
  /** Orders requested, each with its own key. */
  asked: number;
  /** Orders accepted with 202, by id. */
  readonly placed: Map<string, PlacedOrder>;
  /** Rejections, by request and reason. */
  readonly rejected: Map<string, number>;
  /** Attempts without a response. */
  unanswered: number;
  /** Keys that were retried and returned another order. */
  readonly duplicated: string[];
  /** Requests that never got a response after all retries, with the last error. */
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

/** Counts a rejection or a missing response; any other error is rethrown. */
export function countRejection(stats: LoadStats, what: string, error: unknown): void {
  if (error instanceof NeverAnswered) {
    stats.neverAnswered.push({ id: what, detail: `at ${new Date().toISOString()}, ${error.message}` });
    return;
  }
  if (!isRefusal(error)) throw error;
  const name = `${what}: ${error.status} ${error.slug}`;
  stats.rejected.set(name, (stats.rejected.get(name) ?? 0) + 1);
}

/** Sends requests in this session, and counts the attempts without a response. */
export const retryContext = (session: Session, stats: LoadStats): RetryContext => ({
  session,
  onUnanswered() {
    stats.unanswered += 1;
  },
});
