/**
 * Retries reads, and writes with an Idempotency-Key, that did not reach an instance: the connection broke, or the sidecar could
 * not reach the peer (it was being replaced, or was killed). A name resolves to an instance that is gone until the resolver
 * notices (a cluster within two seconds), and half of all retries hit it again. So while the peer responds to others, which
 * means that another instance works, retries continue for that long; a peer that responds to no one is unavailable, and the
 * caller gets the error soon. A read that timed out is retried only for callers that opt in, with a short time-out: otherwise
 * an instance that hangs would fail its reads. This is the only layer that retries calls between services; sidecars and
 * services do not. (The gateway, which alone buffers whole responses, retries reads whose response broke off.)
 */
import { setTimeout as wait } from 'node:timers/promises';
import { isSafeMethod } from '@mambogo/contracts/safe-method.ts';
import { type Dispatcher, errors } from 'undici';

/** Delays before each retry: always, and further ones while the peer responds to others. */
const retryDelaysMs = [50, 150] as const;
const respondingRetryDelaysMs = [300, 500, 500, 500, 500] as const;
/** Maximum number of attempts of a read that times out, each of which takes the whole time-out. */
const maxTimedOutAttempts = { usual: 2, whileAnswering: 3 } as const;

export interface RetryOptions {
  readonly method: string;
  /** It has one effect, however often it arrives, or none. */
  readonly idempotent?: boolean;
  /** Also retry a read that timed out. */
  readonly repeatTimedOut?: boolean;
  /** Whether the peer has responded to any request in the last seconds. */
  readonly isAnswering?: () => boolean;
}

export async function retryIdempotent(
  { method, idempotent = false, repeatTimedOut = false, isAnswering = () => false }: RetryOptions,
  call: () => Promise<Dispatcher.ResponseData>,
): Promise<Dispatcher.ResponseData> {
  const reads = isSafeMethod(method);
  if (!reads && !idempotent) return call();
  let timedOut = 0;
  for (const [attempt, delayMs] of [...retryDelaysMs, ...respondingRetryDelaysMs].entries()) {
    if (attempt >= retryDelaysMs.length && !isAnswering()) break;
    try {
      const response = await call();
      if (!isSidecarError(response)) return response;
      await response.body.dump();
    } catch (error) {
      if (isAbort(error)) throw error;
      if (isTimeout(error)) {
        timedOut += 1;
        const most = isAnswering() ? maxTimedOutAttempts.whileAnswering : maxTimedOutAttempts.usual;
        if (!(reads && repeatTimedOut) || timedOut >= most) throw error;
      }
    }
    await wait(delayMs);
  }
  return call();
}

/** Sidecars return their own errors as 500 with plain JSON; services return problem+json. */
export const isSidecarError = ({ statusCode, headers }: Dispatcher.ResponseData): boolean =>
  statusCode === 500 && String(headers['content-type'] ?? '').startsWith('application/json');

const isTimeout = (error: unknown): boolean =>
  error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError;

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';
