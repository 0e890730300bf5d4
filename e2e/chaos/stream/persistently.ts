/**
 * Asks until there is an answer, as a client that means it does: no answer, a 5xx, "too many", "in flight" and a token that
 * ended are no answers. A refusal (any other 4xx) is one, and is thrown.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { oneLine } from '@mambogo/local/supervisor/start-error.ts';
import { ProblemError } from '../../shopper/problem-error.ts';
import type { Session } from '../../shopper/session.ts';

/** Milliseconds: one try, and all of them. */
const oneTry = 20_000;
export const allTries = 300_000;
const pauses = [100, 250, 500, 1_000, 2_000];

/** A client asked again and again for `allTries`, and was never answered. */
export class NeverAnswered extends Error {}

export interface Persistence {
  readonly session: Session;
  /** Told of every try without an answer. */
  onUnanswered?(error: unknown): void;
}

export async function persistently<T>(ask: () => Promise<T>, { session, onUnanswered }: Persistence): Promise<T> {
  const end = Date.now() + allTries;
  for (let tries = 0; ; tries += 1) {
    try {
      return await within(oneTry, ask());
    } catch (error) {
      if (isRefusal(error)) throw error;
      if (Date.now() > end) throw new NeverAnswered(`after ${tries + 1} tries: ${oneLine(error)}`, { cause: error });
      onUnanswered?.(error);
      if (error instanceof ProblemError && error.status === 401) await session.renew().catch(() => undefined);
      await wait(pauses[tries] ?? pauses.at(-1));
    }
  }
}

export const isRefusal = (error: unknown): error is ProblemError =>
  error instanceof ProblemError &&
  error.status < 500 &&
  ![401, 408, 425, 429].includes(error.status) &&
  error.slug !== 'idempotency-in-flight';

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const over = new AbortController();
  const late = wait(milliseconds, undefined, { signal: over.signal }).then(() => {
    throw new Error(`no answer within ${milliseconds} ms`);
  });
  late.catch(() => undefined);
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
  }
}
