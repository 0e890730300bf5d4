/**
 * Calls that change nothing, and those whose Idempotency-Key makes twice the same as once, are made again when nobody was
 * found: the connection broke, or the sidecar could not reach the peer (it was just being replaced, or was killed). A name
 * leads to an instance that is gone until the resolver notices (a cluster within two seconds), and half of all tries meet it
 * again. So there are several, and for the caller that is `patient`, the edge, as many as last until then. A read that took too long is made again only for a caller that says so, whose time-out is
 * short: an instance that hangs would else cost its reads. This is the one layer that repeats calls between services; sidecars
 * and services don't.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { type Dispatcher, errors } from 'undici';

/** Milliseconds before each further try. */
const pauses = { usual: [50, 150, 450], patient: [50, 150, 300, 500, 500, 500, 500] } as const;
/** Tries of a read that takes too long, each of which takes as long as the time-out. */
const timedOutTries = 3;

export interface Repeating {
  readonly method: string;
  /** A write that has the effect of one, however often it arrives. */
  readonly idempotent?: boolean;
  /** Also a read that took too long, and until a killed instance must have been noticed. */
  readonly patient?: boolean;
}

export async function repeatSafe(
  { method, idempotent = false, patient = false }: Repeating,
  call: () => Promise<Dispatcher.ResponseData>,
): Promise<Dispatcher.ResponseData> {
  const reads = method === 'GET' || method === 'HEAD';
  if (!reads && !idempotent) return call();
  let timedOut = 0;
  for (const pause of pauses[patient ? 'patient' : 'usual']) {
    try {
      const answer = await call();
      if (!isSidecarsOwn(answer)) return answer;
      await answer.body.dump();
    } catch (error) {
      if (isAbort(error)) throw error;
      if (isTimeout(error)) {
        timedOut += 1;
        if (!(reads && patient) || timedOut >= timedOutTries) throw error;
      }
    }
    await wait(pause);
  }
  return call();
}

/** Sidecars report their own errors as 500 in plain JSON; services answer problem+json. */
const isSidecarsOwn = ({ statusCode, headers }: Dispatcher.ResponseData): boolean =>
  statusCode === 500 && String(headers['content-type'] ?? '').startsWith('application/json');

const isTimeout = (error: unknown): boolean =>
  error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError;

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';
