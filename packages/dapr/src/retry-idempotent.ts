/**
 * Calls that change nothing, and those whose Idempotency-Key makes twice the same as once, are made again when nobody was
 * found: the connection broke, or the sidecar could not reach the peer (it was just being replaced, or was killed). A name
 * leads to an instance that is gone until the resolver notices (a cluster within two seconds), and half of all tries meet it
 * again. So while the peer answers others, which another instance then does, tries go on until that has passed; a peer that
 * answers nobody is away, and who asks learns that soon. A read that took too long is made again only for a caller that says so,
 * whose time-out is short: an instance that hangs would else cost its reads. This is the one layer that repeats calls between
 * services; sidecars and services don't. (The gateway, which alone holds whole answers, reads again what broke off within one.)
 */

import { setTimeout as wait } from 'node:timers/promises';
import { isSafeMethod } from '@mambogo/contracts/safe-method.ts';
import { type Dispatcher, errors } from 'undici';

/** Milliseconds before each further try: of anybody, and of one whose peer answers others. */
const retryDelaysMs = [50, 150] as const;
const morePauses = [300, 500, 500, 500, 500] as const;
/** Tries of a read that takes too long, each of which takes as long as the time-out. */
const maxTimedOutTries = { usual: 2, whileAnswering: 3 } as const;

export interface RetryOptions {
  readonly method: string;
  /** A write that has the effect of one, however often it arrives. */
  readonly idempotent?: boolean;
  /** Also a read that took too long. */
  readonly repeatTimedOut?: boolean;
  /** Whether the peer has answered anybody in the last seconds. */
  readonly isAnswering?: () => boolean;
}

export async function retryIdempotent(
  { method, idempotent = false, repeatTimedOut = false, isAnswering = () => false }: RetryOptions,
  call: () => Promise<Dispatcher.ResponseData>,
): Promise<Dispatcher.ResponseData> {
  const reads = isSafeMethod(method);
  if (!reads && !idempotent) return call();
  let timedOut = 0;
  for (const [tries, pause] of [...retryDelaysMs, ...morePauses].entries()) {
    if (tries >= retryDelaysMs.length && !isAnswering()) break;
    try {
      const response = await call();
      if (!isSidecarError(response)) return response;
      await response.body.dump();
    } catch (error) {
      if (isAbort(error)) throw error;
      if (isTimeout(error)) {
        timedOut += 1;
        const most = isAnswering() ? maxTimedOutTries.whileAnswering : maxTimedOutTries.usual;
        if (!(reads && repeatTimedOut) || timedOut >= most) throw error;
      }
    }
    await wait(pause);
  }
  return call();
}

/** Sidecars report their own errors as 500 in plain JSON; services answer problem+json. */
const isSidecarError = ({ statusCode, headers }: Dispatcher.ResponseData): boolean =>
  statusCode === 500 && String(headers['content-type'] ?? '').startsWith('application/json');

const isTimeout = (error: unknown): boolean =>
  error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError;

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';
