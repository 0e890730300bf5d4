/** A place for a stream, kept until its connection closes; 429 when the user, or the gateway, has too many open. */

import { rateLimitSubject } from '@mambogo/service/http/address-range.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { requestContextOf, targetOf } from '../pipeline/request-context.ts';

/** Seconds: a stream ends when its order does, nobody knows when. */
const retryAfterSeconds = 5;

export const limitStreams =
  ({ openStreams }: Pick<Context, 'openStreams'>): RequestHandler =>
  (request, response, next) => {
    if (!targetOf(request).route?.stream) return next();
    const { caller, client } = requestContextOf(request);
    const close = openStreams.open(caller?.subject ?? client, rateLimitSubject(client));
    if (typeof close !== 'string') {
      response.once('close', close);
      return next();
    }
    response.setHeader('retry-after', retryAfterSeconds);
    throw new Problem(
      'rate-limited',
      close === 'all' ? 'too many follow their orders at the moment' : 'you follow too many orders at once; close one',
    );
  };
