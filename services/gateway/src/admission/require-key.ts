/** An Idempotency-Key where the route requires one; the owning service keeps it. */
import { idempotencyKey } from '@mambogo/service/answer.ts';
import type { RequestHandler } from 'express';
import { targetOf } from '../edge/passage.ts';

export const requireKey: RequestHandler = (request, _response, next) => {
  if (targetOf(request).route?.idempotent) idempotencyKey(request);
  next();
};
