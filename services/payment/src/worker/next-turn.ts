/**
 * When an attempt has its next turn. Pure.
 *
 * - No answer: soon, then less and less often, up to once a minute.
 * - Under way at the provider: likewise, as often as the settings say; a callback is heard at once anyway.
 * - Believed absent, though it was sent: looked for again after as long as it has been away, until nobody would expect it.
 *   (A request can lie in a stopped provider's socket for longer than anybody waits.)
 * - Anything else is final.
 */
import type { AttemptAnswer } from '../domain/payment-command.ts';
import { retryDelay } from '../domain/retry-delay.ts';
import { type AttemptTask, isUnderWay, type Patience } from './settling.ts';

export interface Rhythm {
  /** Seconds before the second try; doubles from there. */
  readonly retry: number;
  /** Longest wait, in seconds, between two questions about a charge that is under way. */
  readonly poll: number;
  readonly patience: Patience;
}

/** Longest wait in seconds for a provider that does not answer. */
export const longestRetry = 60;

/** Seconds until the next turn; undefined = it needs none. */
export function nextTurn(
  { tries, sinceSent }: AttemptTask,
  answer: AttemptAnswer | undefined,
  { retry, poll, patience }: Rhythm,
): number | undefined {
  if (!answer) return retryDelay(tries + 1, retry, longestRetry);
  if (isUnderWay(answer)) return retryDelay(tries + 1, retry, poll);
  if (answer.type !== 'not-found' || sinceSent === null || sinceSent > patience.watch) return undefined;
  return Math.max(patience.quiet, sinceSent);
}
