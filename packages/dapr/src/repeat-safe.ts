/**
 * Calls that change nothing, and those whose Idempotency-Key makes twice the same as once, are made a second time when the
 * first found nobody there: the connection broke, or the sidecar could not reach the peer (it was just being replaced). A read
 * that took too long is tried again only for a caller that says so, whose time-out is short: an instance that hangs would else
 * cost its reads. This is the one layer that repeats calls between services; sidecars and services don't.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { type Dispatcher, errors } from 'undici';

/** Milliseconds: long enough for a name to be resolved anew, short enough that nobody notices. */
const pause = 50;

export interface Repeating {
  readonly method: string;
  /** A write that has the effect of one, however often it arrives. */
  readonly idempotent?: boolean;
  /** Also a read that took too long. */
  readonly repeatTimedOut?: boolean;
}

export async function repeatSafe(
  { method, idempotent = false, repeatTimedOut = false }: Repeating,
  call: () => Promise<Dispatcher.ResponseData>,
): Promise<Dispatcher.ResponseData> {
  const reads = method === 'GET' || method === 'HEAD';
  if (!reads && !idempotent) return call();
  try {
    const answer = await call();
    if (!isSidecarsOwn(answer)) return answer;
    await answer.body.dump();
  } catch (error) {
    if ((isTimeout(error) && !(reads && repeatTimedOut)) || isAbort(error)) throw error;
  }
  await wait(pause);
  return call();
}

/** Sidecars report their own errors as 500 in plain JSON; services answer problem+json. */
const isSidecarsOwn = ({ statusCode, headers }: Dispatcher.ResponseData): boolean =>
  statusCode === 500 && String(headers['content-type'] ?? '').startsWith('application/json');

const isTimeout = (error: unknown): boolean =>
  error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError;

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';
