/** Limits open streams; 429 when the user, the client address or the gateway has too many. */

import { rateLimitSubject } from '@mambogo/service/http/address-range.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { requestContextOf, targetOf } from '../pipeline/request-context.ts';

/** Seconds. When an open stream will end is not known. */
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
      close === 'all'
        ? 'too many order streams are open at the moment; try again later'
        : 'you have too many order streams open; close one',
    );
  };
