/**
 * When an attempt is retried. Pure but for the jitter.
 *
 * - No response: soon, then with exponential backoff, at least once a minute.
 * - Pending at the provider: likewise, at least every `poll` seconds; a callback triggers a query immediately anyway.
 * - Not found although it was sent: searched for again after a delay equal to the time since it was sent, until `recheckUntil`.
 *   (A request can sit in a stopped provider's socket for longer than any time-out.)
 * - Anything else is final.
 */
import { backoff } from '@mambogo/contracts/backoff.ts';
import type { AttemptResult } from '../domain/payment-command.ts';
import { type AttemptTask, isUnderWay, type SettlementWindows } from './settlement-protocol.ts';

export interface RetryPolicy {
  /** Seconds before the first retry; doubles from there. */
  readonly retry: number;
  /** Maximum seconds between two queries for a pending charge. */
  readonly poll: number;
  readonly windows: SettlementWindows;
  /** The jitter of delays, between 0 and 1; default: at random. */
  readonly random?: () => number;
}

/** Maximum seconds between retries while the provider does not respond. */
export const maxRetrySeconds = 60;

/** Seconds until the next retry; undefined if none is needed. */
export function nextRetry(
  { tries, sinceSent }: AttemptTask,
  answer: AttemptResult | undefined,
  { retry, poll, windows, random }: RetryPolicy,
): number | undefined {
  if (!answer) return backoff(tries + 1, { first: retry, longest: maxRetrySeconds }, random);
  if (isUnderWay(answer)) return backoff(tries + 1, { first: retry, longest: poll }, random);
  if (answer.type !== 'not-found' || sinceSent === null || sinceSent > windows.recheckUntil) return undefined;
  return Math.max(windows.absentAfter, sinceSent);
}
