/** Sends a cached response with its age, or 304 if the client already has it. */
import { hasTag } from '@mambogo/service/http/entity-tag.ts';
import type { Request, Response } from 'express';
import type { StaleResponse } from '../upstreams/stale-cache.ts';

export function sendCached(
  { headers, body, ageSeconds }: StaleResponse,
  request: Request,
  response: Response,
  more: Readonly<Record<string, string>> = {},
): void {
  const { etag } = headers;
  const marks = { age: String(ageSeconds), ...more, ...pipelineHeaders(response) };
  if (typeof etag === 'string' && hasTag(request.get('if-none-match'), etag))
    response.writeHead(304, { etag, ...marks }).end();
  else response.writeHead(200, { ...headers, ...marks }).end(body);
}

/** Headers set by the pipeline for this request; the cached response was made for others. */
function pipelineHeaders(response: Response): Record<string, string> {
  const control = response.getHeader('cache-control');
  return typeof control === 'string' ? { 'cache-control': control } : {};
}
