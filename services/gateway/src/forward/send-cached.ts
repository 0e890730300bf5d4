/** Sends an answer of an earlier request with its age, or 304 to a client that has just that one. */
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

/** What the edge says of every answer to this request, which was kept for others. */
function pipelineHeaders(response: Response): Record<string, string> {
  const control = response.getHeader('cache-control');
  return typeof control === 'string' ? { 'cache-control': control } : {};
}
