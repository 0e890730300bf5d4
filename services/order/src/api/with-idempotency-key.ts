/**
 * Processes a request with an Idempotency-Key once. The key is claimed before anything else. A repeated request gets the stored
 * response; a rejected request frees its key, so that it can be corrected and sent again.
 */
import { meter } from '@mambogo/metrics/meter.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { RouteResponse } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import type { IdempotencyRequest, Lease } from '../store/idempotency.ts';

/** @param effect must call `complete` with the lease in its own transaction */
export async function withIdempotencyKey(
  { idempotency, logger }: Pick<Context, 'idempotency' | 'logger'>,
  request: IdempotencyRequest,
  effect: (lease: Lease) => Promise<RouteResponse>,
): Promise<RouteResponse> {
  const count = (outcome: string) =>
    meter.count('mambogo_idempotency_requests_total', { route: request.route, outcome });
  const claimed = await idempotency.claim(request).catch((error: unknown) => {
    if (error instanceof Problem) count(error.slug === 'idempotency-key-reused' ? 'reused' : 'in_flight');
    throw error;
  });
  if (!('leaseId' in claimed)) {
    count('replayed');
    return claimed;
  }
  try {
    const response = await effect(claimed);
    count('executed');
    return response;
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
