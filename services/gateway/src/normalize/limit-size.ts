/**
 * Rejects requests larger than any of the shop's pages sends: 8 KB and 50 of headers, 32 KB of cookies, 20 query parameters, a
 * path of 2,048 characters, a Content-Length over 1 MiB (a body without one is cut off, read-body.ts). Also rejects repeated
 * headers that must occur once: two programs could each use a different one.
 */

import { sizeLimits } from '@mambogo/contracts/size-limits.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { RequestHandler } from 'express';
import { pathOf } from './check-path.ts';

const singleValueHeaders = new Set([
  'authorization',
  'content-length',
  'content-type',
  'cookie',
  'host',
  'idempotency-key',
  'if-match',
]);

/** @param rawHeaders alternating names and values, as in node:http */
export function sizeProblem(url: string, rawHeaders: readonly string[]): Problem | undefined {
  const path = pathOf(url);
  if (path.length > sizeLimits.path)
    return new Problem('address-too-long', `the path may have at most ${sizeLimits.path} characters`);
  const query = url.slice(path.length + 1);
  if (query !== '' && query.split('&', sizeLimits.queryParameters + 1).length > sizeLimits.queryParameters)
    return new Problem('validation', `a request may have at most ${sizeLimits.queryParameters} query parameters`);
  if (rawHeaders.length > 2 * sizeLimits.headers)
    return new Problem('headers-too-large', `a request may have at most ${sizeLimits.headers} headers`);
  const [bytes, cookies] = sizes(url, rawHeaders);
  if (bytes > sizeLimits.headerBytes)
    return new Problem(
      'headers-too-large',
      `headers and request target may have at most ${sizeLimits.headerBytes} bytes together`,
    );
  if (cookies > sizeLimits.cookieBytes)
    return new Problem('headers-too-large', `cookies may have at most ${sizeLimits.cookieBytes} bytes together`);
  const repeated = repeatedHeader(rawHeaders);
  return repeated ? new Problem('validation', `the header ${repeated} may occur only once`) : undefined;
}

/** Bytes of the request target and all headers but cookies, and of cookies; each with its colon, space and line end. */
function sizes(url: string, rawHeaders: readonly string[]): [number, number] {
  let [bytes, cookies] = [url.length, 0];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2);
    const size = name.length + value.length + 4;
    if (name.toLowerCase() === 'cookie') cookies += size;
    else bytes += size;
  }
  return [bytes, cookies];
}

function repeatedHeader(rawHeaders: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    if (!singleValueHeaders.has(name)) continue;
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return undefined;
}

export const bodyTooLarge = () => new Problem('payload-too-large', 'the body may have at most 1 MB');

export const limitSize: RequestHandler = ({ url, rawHeaders, headers }, _response, next) => {
  const tooLarge = Number(headers['content-length'] ?? 0) > sizeLimits.body ? bodyTooLarge() : undefined;
  next(sizeProblem(url, rawHeaders) ?? tooLarge);
};
