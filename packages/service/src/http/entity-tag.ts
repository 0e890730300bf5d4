/**
 * Responds to a read with its entity tag, or with 304 and no body if the client already has it (If-None-Match, compared weakly:
 * RFC 9110, 13.1.2). Caches must revalidate the response before using it.
 * Express's own `request.fresh` would send the whole body to a client with `Cache-Control: no-cache`, as fetch sends it.
 */
import type { Request } from 'express';
import type { RouteResponse } from './route-handler.ts';

/** @param tag with quotes, prefixed with `W/` if weak */
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
