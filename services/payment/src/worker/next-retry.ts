/**
 * When an attempt is retried. Pure.
 *
 * - No response: soon, then with exponential backoff, at least once a minute.
 * - Pending at the provider: likewise, at least every `poll` seconds; a callback triggers a query immediately anyway.
 * - Not found although it was sent: searched for again after a delay equal to the time since it was sent, until `recheckUntil`.
 *   (A request can sit in a stopped provider's socket for longer than any time-out.)
 * - Anything else is final.
 */
import type { AttemptResult } from '../domain/payment-command.ts';
import { retryDelay } from '../domain/retry-delay.ts';
import { type AttemptTask, isUnderWay, type SettlementWindows } from './settlement-protocol.ts';

export interface RetryPolicy {
  /** Seconds before the first retry; doubles from there. */
  readonly retry: number;
  /** Maximum seconds between two queries for a pending charge. */
  readonly poll: number;
  readonly windows: SettlementWindows;
}

/** Maximum seconds between retries while the provider does not respond. */
export const maxRetrySeconds = 60;

/** Seconds until the next retry; undefined if none is needed. */
export function nextRetry(
  { tries, sinceSent }: AttemptTask,
  answer: AttemptResult | undefined,
  { retry, poll, windows }: RetryPolicy,
): number | undefined {
  if (!answer) return retryDelay(tries + 1, retry, maxRetrySeconds);
  if (isUnderWay(answer)) return retryDelay(tries + 1, retry, poll);
  if (answer.type !== 'not-found' || sinceSent === null || sinceSent > windows.recheckUntil) return undefined;
  return Math.max(windows.absentAfter, sinceSent);
}
