/**
 * When an attempt has its next turn. Pure.
 *
 * - No answer: soon, then less and less often, up to once a minute.
 * - Under way at the provider: likewise, as often as the settings say; a callback is heard at once anyway.
 * - Believed absent, though it was sent: looked for again after as long as it has been away, until nobody would expect it.
 *   (A request can lie in a stopped provider's socket for longer than anybody waits.)
 * - Anything else is final.
 */
import type { AttemptResult } from '../domain/payment-command.ts';
import { retryDelay } from '../domain/retry-delay.ts';
import { type AttemptTask, isUnderWay, type SettlementWindows } from './settlement-protocol.ts';

export interface RetryPolicy {
  /** Seconds before the second try; doubles from there. */
  readonly retry: number;
  /** Longest wait, in seconds, between two questions about a charge that is under way. */
  readonly poll: number;
  readonly windows: SettlementWindows;
}

/** Longest wait in seconds for a provider that does not answer. */
export const maxRetrySeconds = 60;

/** Seconds until the next turn; undefined = it needs none. */
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
