/**
 * Answers a read with its entity tag, or with 304 and no body when the client has just that (If-None-Match, compared
 * weakly: RFC 9110, 13.1.2). Whoever keeps the answer must ask again before using it.
 * Express's own `request.fresh` would send all of it to a client that says `Cache-Control: no-cache`, as fetch does.
 */
import type { Request } from 'express';
import type { RouteResponse } from './route-handler.ts';

/** @param tag with its quotes, `W/` before it when weak */
export function withEntityTag(request: Request, tag: string, body: unknown): RouteResponse {
  const headers = { etag: tag, 'cache-control': 'no-cache' };
  return hasTag(request.get('if-none-match'), tag) ? { status: 304, headers } : { status: 200, headers, body };
}

/** Whether an If-None-Match header names the tag. */
export function hasTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  const opaque = tag.replace(/^W\//, '');
  return header.match(/"[^"]*"/g)?.some((given) => given === opaque) ?? false;
}
