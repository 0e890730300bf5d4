/**
 * Nothing that requires a token, or was requested with one, may be cached, error responses included (RFC 9111 section 5.2.2.5).
 * An upstream cannot override this (forward/response-headers.ts).
 */
import type { RequestHandler } from 'express';
import { targetOf } from '../pipeline/request-context.ts';

export const noStore: RequestHandler = (request, response, next) => {
  if (targetOf(request).route?.scopes || request.headers.authorization !== undefined)
    response.setHeader('cache-control', 'no-store');
  next();
};
