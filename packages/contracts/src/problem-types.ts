/** All problem types (RFC 9457): slug -> HTTP status and title. `type` is `problemBase` plus the slug. */
import { z } from 'zod';

export const problemBase = 'https://mambogo.com/problems/';

export const problemTypes = {
  validation: { status: 400, title: 'The request is not valid' },
  unauthenticated: { status: 401, title: 'Please log in' },
  'step-up-required': { status: 401, title: 'Please confirm your identity' },
  forbidden: { status: 403, title: 'You may not do this' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'This method is not allowed here' },
  'request-timeout': { status: 408, title: 'The request took too long to arrive' },
  conflict: { status: 409, title: 'The request conflicts with the current state' },
  'price-changed': { status: 409, title: 'Prices have changed since you saw them' },
  'out-of-stock': { status: 409, title: 'Not enough in stock' },
  'idempotency-in-flight': { status: 409, title: 'The same request is still being processed' },
  'duplicate-reference': { status: 409, title: 'This reference was already used' },
  'open-orders-limit': { status: 409, title: 'Too many unpaid orders' },
  'invalid-transition': { status: 409, title: 'This is no longer possible' },
  'precondition-failed': { status: 412, title: 'It has changed since you read it' },
  'payload-too-large': { status: 413, title: 'The request is too large' },
  'address-too-long': { status: 414, title: 'The address is too long' },
  'unsupported-media-type': { status: 415, title: 'This content type is not supported' },
  unprocessable: { status: 422, title: 'The request violates a rule of the shop' },
  'idempotency-key-reused': { status: 422, title: 'This Idempotency-Key was used for a different request' },
  'refund-exceeds-payment': { status: 422, title: 'The refund exceeds the payment' },
  'precondition-required': { status: 428, title: 'If-Match is required' },
  'headers-too-large': { status: 431, title: 'The headers are too large' },
  'unpaid-orders-limit': { status: 429, title: 'Too many orders ended unpaid' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  overloaded: { status: 429, title: 'The shop is very busy' },
  'threat-detected': { status: 403, title: 'The request looks like an attack' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  'concurrency-limited': { status: 503, title: 'Too many requests at the same time' },
  'upstream-unavailable': { status: 503, title: 'A part of the shop is unavailable' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemSlug = keyof typeof problemTypes;

export const ProblemBody = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    traceId: z.string().optional(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  })
  .catchall(z.unknown())
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' });
export type ProblemBody = z.infer<typeof ProblemBody>;
