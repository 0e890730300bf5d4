/**
 * Refuses requests that are larger than any of the shop's pages makes them: 8 KB and 50 of headers, 32 KB of cookies, 20 query parameters, a
 * path of 2,048 characters, a body that says it is over 1 MiB (one that does not is cut off, arrival/read-body.ts). Also
 * headers that must be there once and are there twice: two programs would take a different one each.
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

/** @param rawHeaders names and values by turns, as node:http has them */
export function sizeProblem(url: string, rawHeaders: readonly string[]): Problem | undefined {
  const path = pathOf(url);
  if (path.length > sizeLimits.path)
    return new Problem('address-too-long', `a path may have ${sizeLimits.path} characters`);
  const query = url.slice(path.length + 1);
  if (query !== '' && query.split('&', sizeLimits.queryParameters + 1).length > sizeLimits.queryParameters)
    return new Problem('validation', `an address may have ${sizeLimits.queryParameters} query parameters`);
  if (rawHeaders.length > 2 * sizeLimits.headers)
    return new Problem('headers-too-large', `a request may have ${sizeLimits.headers} headers`);
  const [bytes, cookies] = sizes(url, rawHeaders);
  if (bytes > sizeLimits.headerBytes)
    return new Problem(
      'headers-too-large',
      `the headers and address may have ${sizeLimits.headerBytes} bytes together`,
    );
  if (cookies > sizeLimits.cookieBytes)
    return new Problem('headers-too-large', `cookies may have ${sizeLimits.cookieBytes} bytes together`);
  const twice = repeatedHeader(rawHeaders);
  return twice ? new Problem('validation', `the header ${twice} may be there once`) : undefined;
}

/** Bytes of the address and all headers but cookies, and of cookies; each with its colon, space and line's end. */
function sizes(url: string, rawHeaders: readonly string[]): [number, number] {
  let [bytes, cookies] = [url.length, 0];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    const size = name.length + value.length + 4;
    if (name.toLowerCase() === 'cookie') cookies += size;
    else bytes += size;
  }
  return [bytes, cookies];
}

function repeatedHeader(rawHeaders: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]?.toLowerCase() ?? '';
    if (!singleValueHeaders.has(name)) continue;
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return undefined;
}

export const bodyTooLarge = () => new Problem('payload-too-large', 'the body may have 1 MB at most');

export const limitSize: RequestHandler = ({ url, rawHeaders, headers }, _response, next) => {
  const tooLarge = Number(headers['content-length'] ?? 0) > sizeLimits.body ? bodyTooLarge() : undefined;
  next(sizeProblem(url, rawHeaders) ?? tooLarge);
};
