/**
 * What a client gets when the upstream fails: the last good catalogue response, marked as stale (RFC 7234: Age and Warning
 * 110), or 304 if the client already has it; else the upstream's own error response, if there is one; else an HTML page for
 * browsers; else the problem `upstream-unavailable`.
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
  const stale = cachePolicy?.staleIfError ? cachePolicy.cache.find(cachePolicy.cacheKey) : undefined;
  if (stale) {
    if (failure.upstreamResponse && !Buffer.isBuffer(failure.upstreamResponse.body))
      failure.upstreamResponse.body.destroy();
    return sendCached(stale, request, response, { warning: '110 - "Response is Stale"' });
  }
  if (failure.upstreamResponse)
    return sendUpstreamResponse(context, target, cachePolicy, request, response, failure.upstreamResponse);
  const seconds = Math.ceil(context.settings.BREAKER_RESET_SECONDS);
  response.setHeader('retry-after', seconds);
  if (target.id === 'page' && request.accepts('html')) {
    context.logger.warn(
      { event: 'upstream.unavailable', owner: target.owner, err: failure },
      'upstream unavailable, fallback page sent',
    );
    response.status(503).type('html').set('cache-control', 'no-store').send(upstreamDownPage(seconds));
    return;
  }

  const subject = target.owner === 'consumers' ? 'no service is' : `${target.owner} is not`;
  const detail = `${subject} responding; ${advice(request, target)}`;
  throw new Problem('upstream-unavailable', detail, {}, { cause: failure });
}

function advice(request: Request, { route }: Target): string {
  const { method } = request;
  if (isSafeMethod(method)) return 'try again in a moment';
  const outcome = 'the request may or may not have been carried out';
  return hasIdempotencyKey(route, request)
    ? `${outcome}: repeat it with the same Idempotency-Key`
    : `${outcome}: check before you try again`;
}
