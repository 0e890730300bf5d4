/**
 * Completes overload rejections: sets Retry-After, closes the connection of a request that was never received in full, and
 * counts each.
 */
import { meter } from '@mambogo/metrics/meter.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { ErrorRequestHandler } from 'express';

/** Seconds. */
const retryAfterSeconds = 1;

export const rejectOverload: ErrorRequestHandler = (error, _request, response, next) => {
  if (error instanceof Problem && !response.headersSent) {
    if (error.slug === 'concurrency-limited') response.setHeader('retry-after', retryAfterSeconds);
    if (error.slug === 'request-timeout') response.setHeader('connection', 'close');
    if (error.slug === 'concurrency-limited' || error.slug === 'request-timeout')
      meter.count('mambogo_gateway_overload_total', { reason: error.slug });
  }
  next(error);
};
