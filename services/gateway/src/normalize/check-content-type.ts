/**
 * Content types accepted anywhere in the shop: JSON (the API, providers' callbacks), forms (log-in, tokens), and the two in
 * which browsers report CSP violations. Only UTF-8 and uncompressed: anything else would be decoded behind the gateway, where
 * it is not inspected.
 */

import type { IncomingMessage } from 'node:http';
import { isSafeMethod } from '@mambogo/contracts/safe-method.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { RequestHandler } from 'express';

export const contentTypes = [
  'application/json',
  'application/x-www-form-urlencoded',
  'application/csp-report',
  'application/reports+json',
] as const;
export type ContentType = (typeof contentTypes)[number];

/** Content type of a request's body; undefined if there is no body, or its method gives a body no meaning. */
export function contentType({ method, headers }: Pick<IncomingMessage, 'method' | 'headers'>): ContentType | undefined {
  if (isSafeMethod(method)) return undefined;
  const chunked = headers['transfer-encoding'] !== undefined;
  if (!chunked && Number(headers['content-length'] ?? 0) === 0) return undefined;
  if ((headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity')
    throw new Problem('unsupported-media-type', 'send the body without a content encoding');
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const known = contentTypes.find((one) => one === type.trim());
  if (!known) throw new Problem('unsupported-media-type', `the content type must be one of ${contentTypes.join(', ')}`);
  const charset = parameters.map((text) => text.trim()).find((text) => text.startsWith('charset='));
  if (charset && !/^charset="?utf-?8"?$/.test(charset))
    throw new Problem('unsupported-media-type', 'the charset must be UTF-8');
  return known;
}

export const checkContentType: RequestHandler = (request, _response, next) => {
  contentType(request);
  next();
};
