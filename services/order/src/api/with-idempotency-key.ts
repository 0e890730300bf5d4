/**
 * Does what a request with an Idempotency-Key asks for once. The key is looked up before anything else; a repeated
 * request gets the first one's answer; a refused one frees its key, so that it can be put right and sent again.
 */
import type { RouteResponse } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import type { IdempotencyRequest, Lease } from '../store/idempotency.ts';

/** @param effect must `complete` the lease in the transaction of its effect. */
export async function withIdempotencyKey(
  { idempotency, logger }: Pick<Context, 'idempotency' | 'logger'>,
  request: IdempotencyRequest,
  effect: (lease: Lease) => Promise<RouteResponse>,
): Promise<RouteResponse> {
  const claimed = await idempotency.claim(request);
  if (!('leaseId' in claimed)) return claimed;
  try {
    return await effect(claimed);
  } catch (error) {
    await idempotency
      .release(claimed)
      .catch((metadata: unknown) =>
        logger.warn({ err: metadata }, 'an idempotency key stays taken until its lease ends'),
      );
    throw error;
  }
}
