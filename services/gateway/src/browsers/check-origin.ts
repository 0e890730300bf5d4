/**
 * A guest's cart is found by a cookie, and a browser sends that along whichever page asks. So what changes something
 * without a token must come from a page of the shop; who is no page (a tool) names no origin. With a token there is no
 * need: no browser adds that by itself.
 */
import { Problem } from '@mambogo/service/http/problem.ts';
import type { RequestHandler } from 'express';
import { targetOf } from '../pipeline/request-context.ts';

export const checkOrigin =
  (origins: readonly string[]): RequestHandler =>
  (request, _response, next) => {
    const { method, headers } = request;
    const guest = targetOf(request).route?.allowsGuests && headers.authorization === undefined;
    if (guest && method !== 'GET' && headers.origin !== undefined && !origins.includes(headers.origin))
      throw new Problem('forbidden', "a guest's cart is changed from the shop's own pages alone");
    next();
  };
