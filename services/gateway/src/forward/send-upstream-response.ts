/**
 * Sends an upstream's answer to the client: at once where it was read whole, else piece by piece as it comes. One that may be
 * kept is remembered on its way.
 */
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { Context } from '../context.ts';
import type { Target } from '../pipeline/route-table.ts';
import type { UpstreamResponse } from '../upstreams/read-upstream-response.ts';
import { type CachePolicy, invalidatesCatalogue, isCacheable } from './response-cache.ts';
import { responseHeaders } from './response-headers.ts';

export async function sendUpstreamResponse(
  { staleCache, slowReaders }: Pick<Context, 'staleCache' | 'slowReaders'>,
  target: Target,
  cachePolicy: CachePolicy | undefined,
  request: Request,
  response: Response,
  { statusCode, headers: upstreamHeaders, body }: UpstreamResponse,
): Promise<void> {
  if (invalidatesCatalogue(target, request.method)) staleCache.invalidate();
  const headers = responseHeaders(upstreamHeaders, response.getHeaders(), target.owner);
  if (cachePolicy && statusCode === 304) cachePolicy.cache.confirm(cachePolicy.cacheKey, headers.etag);
  const cache = cachePolicy && statusCode === 200 && isCacheable(cachePolicy, headers) ? cachePolicy : undefined;
  // What the edge says to who brought a token does not hold for others.
  const control = upstreamHeaders['cache-control'];
  const forOthers = cache && control !== undefined ? { ...headers, 'cache-control': control } : headers;
  if (Buffer.isBuffer(body)) {
    cache?.cache.store(cache.cacheKey, forOthers, body);
    // Sidecars pass bodies on in chunks; of what has none (HEAD, 204, 304) nothing is said.
    if (body.length > 0) headers['content-length'] = String(body.length);
    slowReaders.expect(response, body.length);
    response.writeHead(statusCode, headers).end(body);
    return;
  }
  response.writeHead(statusCode, headers);
  if (target.route?.stream) {
    response.flushHeaders();
    slowReaders.follow(response);
    return pipeline(body, response);
  }
  const counted = new Transform({
    transform(piece: Buffer, _encoding, done) {
      slowReaders.expect(response, piece.length);
      done(null, piece);
    },
  });
  slowReaders.expect(response, 0);
  if (cache) await pipeline(body, cache.cache.record(cache.cacheKey, forOthers), counted, response);
  else await pipeline(body, counted, response);
}
