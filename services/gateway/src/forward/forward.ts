/**
 * Forwards a request: serve it from a fresh cache entry (catalogue response or static file), else call the owner through its
 * circuit breaker and send its response. If the owner fails, upstream-fallback.ts decides what the client gets.
 */

import { deadlines } from '@mambogo/contracts/deadlines.ts';
import { rateLimitSubject } from '@mambogo/service/http/address-range.ts';
import type { Request, RequestHandler, Response } from 'express';
import type { Context } from '../context.ts';
import { hasIdempotencyKey } from '../guards/require-idempotency-key.ts';
import { memoryAccountOf } from '../limits/memory-account.ts';
import { requestContextOf, targetOf } from '../pipeline/request-context.ts';
import type { Target } from '../pipeline/route-table.ts';
import type { UpstreamResponse } from '../upstreams/read-upstream-response.ts';
import { UpstreamFailure } from '../upstreams/upstream-failure.ts';
import type { UpstreamCall } from '../upstreams/upstreams.ts';
import { acceptedEncoding } from './accepted-encoding.ts';
import { addressConsumer } from './ask-consumers.ts';
import { mergedRoutes } from './merged-routes.ts';
import { requestHeaders } from './request-headers.ts';
import { cachePolicyOf } from './response-cache.ts';
import { sendCached } from './send-cached.ts';
import { sendUpstreamResponse } from './send-upstream-response.ts';
import { upstreamFallback } from './upstream-fallback.ts';

export const forward =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const target = addressConsumer(targetOf(request), request.url);
    const cachePolicy = cachePolicyOf(context, target, request);
    const fresh = cachePolicy?.cache.findFresh(cachePolicy.cacheKey);
    if (fresh) return sendCached(fresh, request, response);
    const abandoned = abortWhenAbandoned(context, target, response);
    try {
      const upstreamResponse = await callUpstream(context, target, request, response, abandoned);
      await sendUpstreamResponse(context, target, cachePolicy, request, response, upstreamResponse);
    } catch (error) {
      if (abandoned.aborted) response.destroy();
      else if (error instanceof UpstreamFailure)
        await upstreamFallback(context, target, cachePolicy, request, response, error);
      else throw error;
    }
  };

/** Aborted when the client disconnects; streams also end when the gateway shuts down. */
function abortWhenAbandoned({ stopping }: Context, { route }: Target, response: Response): AbortSignal {
  const disconnected = new AbortController();
  const onClose = () => {
    if (!response.writableFinished) disconnected.abort(new Error('the client disconnected'));
  };
  // The client may have disconnected while its token was checked.
  if (response.closed) onClose();
  else response.once('close', onClose);
  return route?.stream ? AbortSignal.any([disconnected.signal, stopping.signal]) : disconnected.signal;
}

async function callUpstream(
  { upstreams, publicUrl, memory, logger }: Context,
  { id, owner, route }: Target,
  request: Request,
  response: Response,
  signal: AbortSignal,
): Promise<UpstreamResponse> {
  const { client, body } = requestContextOf(request);
  const headers = requestHeaders(request, {
    publicUrl,
    client,
    owner,
    body,
  });
  // Not text/event-stream alone: sidecars would turn every response that is no stream (a 404, a 204) into an error of their own.
  // Chunks are passed on as they arrive either way.
  if (route?.stream) headers.accept = 'text/event-stream, application/problem+json';
  if (owner === 'web') headers['accept-encoding'] = acceptedEncoding(request);
  const { reserve } = memoryAccountOf(memory, request, response);
  const call = (): UpstreamCall => ({
    method: request.method,
    path: request.url,
    headers,
    body,
    signal,
    idempotent: hasIdempotencyKey(route, request),
    stream: route?.stream,
    client: rateLimitSubject(client),
    reserve: withinBudget(maxBufferedBytes, reserve),
  });
  const askAll = mergedRoutes[id];
  if (owner !== 'consumers' || !askAll) return upstreams.call(owner, call());
  return askAll((service) => upstreams.call(service, { ...call(), ...partOfList }), request, logger);
}

/** A part of a merged list is attempted once: the list is in time without it. HEAD is computed from the list. */
const partOfList = { method: 'GET', timeout: deadlines.part, repeatTimedOut: false, isAnswering: () => false };

/** Bytes of a response that is read whole before it is sent: every catalogue response, nearly every static file. */
const maxBufferedBytes = 1_048_576;

function withinBudget(maxBytes: number, reserve: (bytes: number) => boolean): (bytes: number) => boolean {
  let left = maxBytes;
  return (bytes) => {
    left -= bytes;
    return left >= 0 && reserve(bytes);
  };
}
