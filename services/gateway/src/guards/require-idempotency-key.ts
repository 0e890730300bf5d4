/** Requires an Idempotency-Key of valid length where the route does; the owning service stores it. */
import { idempotencyKey } from '@mambogo/service/http/route-handler.ts';
import type { Request, RequestHandler } from 'express';
import { targetOf } from '../pipeline/request-context.ts';
import type { Target } from '../pipeline/route-table.ts';

export const requireIdempotencyKey: RequestHandler = (request, _response, next) => {
  idempotencyKey(targetOf(request).route ?? {}, request);
  next();
};

/** The owner then processes the request once, however often it arrives. */
export const hasIdempotencyKey = (route: Target['route'], request: Request): boolean =>
  route?.idempotent !== undefined && request.get('idempotency-key') !== undefined;
