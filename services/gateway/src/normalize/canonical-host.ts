/**
 * Redirects requests for any other host to the public URL, because log-in cookies and tokens belong to that one. Tools on the
 * same machine (localhost, 127.0.0.1, [::1], any port: port-forwards) may use the API directly.
 */
import { isSafeMethod } from '@mambogo/contracts/safe-method.ts';
import type { RequestHandler } from 'express';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Redirect target for `url` requested with this Host header; undefined = no redirect. */
export function canonicalUrlFor(publicUrl: URL, host: string | undefined, url: string): string | undefined {
  if (host === undefined) return undefined;
  // A host is a name and a port; anything else the URL parser would accept (`evil.example@shop`) is not one.
  const requested = /[@/?#\\]/.test(host) ? null : URL.parse(`${publicUrl.protocol}//${host}`);
  if (requested?.host === publicUrl.host) return undefined;
  if (requested && loopback.has(requested.hostname) && url.startsWith('/api/')) return undefined;
  return publicUrl.origin + url;
}

export const canonicalHost =
  (publicUrl: URL): RequestHandler =>
  (request, response, next) => {
    const safe = isSafeMethod(request.method);
    const target = safe ? canonicalUrlFor(publicUrl, request.headers.host, request.url) : undefined;
    if (target === undefined) return next();
    response.setHeader('cache-control', 'no-store');
    response.redirect(308, target);
  };
