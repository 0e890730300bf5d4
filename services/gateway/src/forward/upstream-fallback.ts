/**
 * What a client gets when the service behind is away: the last good catalogue page, marked as old (RFC 7234: Age and
 * Warning 110), or 304 when it has just that one; what the service itself said, if it said anything; a page that says so, for
 * who wanted a page; else the problem `upstream-unavailable`.
 */
import { isSafeMethod } from '@mambogo/contracts/safe-method.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { Request, Response } from 'express';
import type { Context } from '../context.ts';
import { hasIdempotencyKey } from '../guards/require-idempotency-key.ts';
import type { Target } from '../pipeline/route-table.ts';
import type { UpstreamFailure } from '../upstreams/upstream-failure.ts';
import type { CachePolicy } from './response-cache.ts';
import { sendCached } from './send-cached.ts';
import { sendUpstreamResponse } from './send-upstream-response.ts';
import { upstreamDownPage } from './upstream-down-page.ts';

export async function upstreamFallback(
  context: Context,
  target: Target,
  cachePolicy: CachePolicy | undefined,
  request: Request,
  response: Response,
  failure: UpstreamFailure,
): Promise<void> {
  const old = cachePolicy?.staleIfError ? cachePolicy.cache.find(cachePolicy.cacheKey) : undefined;
  if (old) {
    if (failure.upstreamResponse && !Buffer.isBuffer(failure.upstreamResponse.body))
      failure.upstreamResponse.body.destroy();
    return sendCached(old, request, response, { warning: '110 - "Response is Stale"' });
  }
  if (failure.upstreamResponse)
    return sendUpstreamResponse(context, target, cachePolicy, request, response, failure.upstreamResponse);
  const seconds = Math.ceil(context.settings.BREAKER_RESET_SECONDS);
  response.setHeader('retry-after', seconds);
  if (target.id === 'page' && request.accepts('html')) {
    context.logger.warn({ err: failure }, 'the pages are away');
    response.status(503).type('html').set('cache-control', 'no-store').send(upstreamDownPage(seconds));
    return;
  }
  const detail = `${target.owner} does not answer; ${advice(request, target)}`;
  throw new Problem('upstream-unavailable', detail, {}, { cause: failure });
}

function advice(request: Request, { route }: Target): string {
  const { method } = request;
  if (isSafeMethod(method)) return 'please try again';
  const done = 'it may or may not have been done';
  return hasIdempotencyKey(route, request)
    ? `${done}: repeat it with the same Idempotency-Key`
    : `${done}: look before you try again`;
}
