/**
 * Processes a request with an Idempotency-Key once. The key is claimed before anything else. A repeated request gets the stored
 * response; a rejected request frees its key, so that it can be corrected and sent again.
 */
import type { RouteResponse } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import type { IdempotencyRequest, Lease } from '../store/idempotency.ts';

/** @param effect must call `complete` with the lease in its own transaction */
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
      .catch((releaseError: unknown) =>
        logger.warn(
          { event: 'idempotency.release_failed', err: releaseError },
          'idempotency key could not be released, it stays locked until its lease expires',
        ),
      );
    throw error;
  }
}
