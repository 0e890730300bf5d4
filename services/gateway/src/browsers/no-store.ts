/**
 * The one rule for what caches may keep: nothing of what needed a token, or came with one, its refusal included
 * (RFC 9111 section 5.2.2.5). No upstream can say otherwise (forward/answer-headers.ts).
 */
import type { RequestHandler } from 'express';
import { targetOf } from '../pipeline/request-context.ts';

export const noStore: RequestHandler = (request, response, next) => {
  if (targetOf(request).route?.scopes || request.headers.authorization !== undefined)
    response.setHeader('cache-control', 'no-store');
  next();
};
