/**
 * Retries until there is a response, like a persistent client: no response, a 5xx, "too many", "in flight" and an expired token
 * are retried. Any other 4xx is a final rejection and is thrown.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { errorLine } from '@mambogo/local/supervisor/start-error.ts';
import { ProblemError } from '../../shopper/problem-error.ts';
import type { Session } from '../../shopper/session.ts';

/** Milliseconds: one attempt, and all of them. */
const attemptTimeoutMs = 20_000;
export const totalTimeoutMs = 300_000;
const retryDelaysMs = [100, 250, 500, 1_000, 2_000];

/** A request was retried for `totalTimeoutMs` and never got a response. */
export class NeverAnswered extends Error {}

export interface RetryContext {
  readonly session: Session;
  /** Called for every attempt without a response. */
  onUnanswered?(error: unknown): void;
}

export async function retryUntilAnswered<T>(
  ask: () => Promise<T>,
  { session, onUnanswered }: RetryContext,
): Promise<T> {
  const end = Date.now() + totalTimeoutMs;
  for (let tries = 0; ; tries += 1) {
    try {
      return await withTimeout(attemptTimeoutMs, ask());
    } catch (error) {
      if (isRefusal(error)) throw error;
      if (Date.now() > end)
        throw new NeverAnswered(`after ${tries + 1} attempts: ${errorLine(error)}`, { cause: error });
      onUnanswered?.(error);
      if (error instanceof ProblemError && error.status === 401) await session.renew().catch(() => undefined);
      await wait(retryDelaysMs[tries] ?? retryDelaysMs.at(-1));
    }
  }
}

export const isRefusal = (error: unknown): error is ProblemError =>
  error instanceof ProblemError &&
  error.status < 500 &&
  ![401, 408, 425, 429].includes(error.status) &&
  error.slug !== 'idempotency-in-flight';

async function withTimeout<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const over = new AbortController();
  const timedOut = wait(milliseconds, undefined, { signal: over.signal }).then(() => {
    throw new Error(`no response within ${milliseconds} ms`);
  });
  timedOut.catch(() => undefined);
  work.catch(() => undefined);
  try {
    return await Promise.race([work, timedOut]);
  } finally {
    over.abort();
  }
}
