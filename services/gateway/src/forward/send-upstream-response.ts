/** Sends an upstream's response to the client: at once if it was read whole, else chunk by chunk. Cacheable ones are stored. */
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
  // A `no-store` set because this client sent a token must not be stored for others.
  const control = upstreamHeaders['cache-control'];
  const cacheableHeaders = cache && control !== undefined ? { ...headers, 'cache-control': control } : headers;
  if (Buffer.isBuffer(body)) {
    cache?.cache.store(cache.cacheKey, cacheableHeaders, body);
    // Sidecars send bodies chunked; without a body (HEAD, 204, 304) no length is set.
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
  const monitored = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      slowReaders.expect(response, chunk.length);
      done(null, chunk);
    },
  });
  slowReaders.expect(response, 0);
  if (cache) await pipeline(body, cache.cache.record(cache.cacheKey, cacheableHeaders), monitored, response);
  else await pipeline(body, monitored, response);
}
