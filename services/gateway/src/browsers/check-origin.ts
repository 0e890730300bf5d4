/**
 * A guest's cart is identified by a cookie, which a browser sends whichever page makes the request. A write without a token
 * must therefore come from one of the shop's pages; clients that are not browsers send no Origin. Requests with a token need
 * no check: browsers never add one by themselves.
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
      throw new Problem('forbidden', "a guest cart can only be changed from the shop's own pages");
    next();
  };
