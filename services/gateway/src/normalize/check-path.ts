/**
 * Rejects paths that two programs could read differently. Routes and scopes are checked here on the raw path; the sidecars
 * behind clean and re-encode it (path.Clean, url.Parse) and Express decodes it. Whatever could become another path on the way
 * (encoded slashes, dots, percent signs; empty and dot segments; backslashes) is a 400.
 */
import { Problem } from '@mambogo/service/http/problem.ts';
import type { RequestHandler } from 'express';

/** Why `path` (without its query) is rejected, or undefined. */
export function ambiguousPathReason(path: string): string | undefined {
  if (!path.startsWith('/')) return 'it does not begin with /';
  if (!/^[\x21-\x7e]*$/.test(path)) return 'it has characters that must be encoded';
  if (/[\\#]/.test(path)) return 'it has a backslash or a fragment';
  if (path.includes('//')) return 'it has an empty segment';
  if (/\/\.{1,2}(?:\/|$)/.test(path)) return 'it has a dot segment';
  if (/%(?![0-9a-f]{2})/i.test(path)) return 'it has a broken percent-encoding';
  if (/%(?:2f|2e|5c|25|23|3f|3b|[01][0-9a-f]|7f)/i.test(path)) return 'it has an encoded reserved or control character';
  if (!isEncodedUtf8(path)) return 'its percent-encoded bytes are not UTF-8';
  return undefined;
}

/** Sidecars decode a path into a gRPC string, which must be UTF-8. */
function isEncodedUtf8(path: string): boolean {
  if (!path.includes('%')) return true;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

export const pathOf = (url: string): string => url.split('?', 1)[0] ?? url;

export const checkPath: RequestHandler = (request, _response, next) => {
  const { url, httpVersion } = request;
  // A request line without a version is HTTP/0.9, whose response has no head and thus none of the gateway's headers.
  if (httpVersion !== '1.1' && httpVersion !== '1.0') throw new Problem('validation', 'use HTTP/1.1');
  const reason =
    ambiguousPathReason(pathOf(url)) ??
    (/^[\x21-\x7e]*$/.test(url) && !url.includes('#') ? undefined : 'its query has characters that must be encoded');
  if (reason) throw new Problem('validation', `invalid request target: ${reason}`);
  next();
};
