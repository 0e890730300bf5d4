/**
 * Reads the whole body of a request whose route accepts one, and only in a content type the route declares (415). A body the
 * route does not declare, or one sent with GET or HEAD, is neither read nor forwarded.
 */

import { sizeLimits } from '@mambogo/contracts/size-limits.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { memoryAccountOf } from '../limits/memory-account.ts';
import { contentType } from '../normalize/check-content-type.ts';
import { readBody } from '../normalize/read-body.ts';
import { requestContextOf, targetOf } from '../pipeline/request-context.ts';

export const receiveBody = (context: Pick<Context, 'memory' | 'settings'>): RequestHandler => {
  const gapMs = context.settings.BODY_GAP_SECONDS * 1_000;
  return async (request, response, next) => {
    const { accepts, bodyLimit = sizeLimits.body } = targetOf(request);
    const type = contentType(request);
    if (type === undefined || accepts.length === 0) return next();
    if (!accepts.includes(type))
      throw new Problem('unsupported-media-type', `this address accepts ${accepts.join(' or ')}`);
    const { reserve } = memoryAccountOf(context.memory, request, response);
    requestContextOf(request).body = await readBody(request, {
      size: bodyLimit,
      gapMs,
      rate: minBytesPerSecond,
      reserve,
    });
    next();
  };
};

/** Bytes a second: the slowest mobile networks are faster. */
const minBytesPerSecond = 2_048;
