/**
 * One shop, one address: who comes by another host is led to the public URL, because log-in cookies and tokens belong to
 * that one. Tools on the same machine (localhost, 127.0.0.1, [::1], any port: port-forwards) reach the API without a detour.
 */
import { isSafeMethod } from '@mambogo/contracts/safe-method.ts';
import type { RequestHandler } from 'express';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Where a safe request for `url` with this Host header belongs; undefined = it may stay. */
export function canonicalUrlFor(publicUrl: URL, host: string | undefined, url: string): string | undefined {
  if (host === undefined) return undefined;
  // A host is a name and a port: what else the URL parser would take (`evil.example@shop`) is none.
  const asked = /[@/?#\\]/.test(host) ? null : URL.parse(`${publicUrl.protocol}//${host}`);
  if (asked?.host === publicUrl.host) return undefined;
  if (asked && loopback.has(asked.hostname) && url.startsWith('/api/')) return undefined;
  return publicUrl.origin + url;
}

export const canonicalHost =
  (publicUrl: URL): RequestHandler =>
  (request, response, next) => {
    const safe = isSafeMethod(request.method);
    const home = safe ? canonicalUrlFor(publicUrl, request.headers.host, request.url) : undefined;
    if (home === undefined) return next();
    response.setHeader('cache-control', 'no-store');
    response.redirect(308, home);
  };
