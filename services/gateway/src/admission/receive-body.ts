/**
 * Receives the body of a request whose route takes one, whole, and only in a content type that the route declares (415).
 * A body that the route does not declare, or that comes with GET or HEAD, is neither waited for nor passed on.
 */
import { Problem } from '@mambogo/service/problem.ts';
import type { RequestHandler } from 'express';
import { contentType } from '../arrival/known-content.ts';
import { sizeLimits } from '../arrival/limit-size.ts';
import { readBody } from '../arrival/read-body.ts';
import type { Context } from '../context.ts';
import { passageOf, targetOf } from '../edge/passage.ts';
import { heldMemory } from '../limits/held-memory.ts';

export const receiveBody = (context: Pick<Context, 'memory' | 'settings'>): RequestHandler => {
  const gapMs = context.settings.BODY_GAP_SECONDS * 1_000;
  return async (request, response, next) => {
    const { accepts, bodyLimit = sizeLimits.body } = targetOf(request);
    const type = contentType(request);
    if (type === undefined || accepts.length === 0) return next();
    if (!accepts.includes(type))
      throw new Problem('unsupported-media-type', `this address takes ${accepts.join(' or ')}`);
    const { reserve } = heldMemory(context.memory, request, response);
    passageOf(request).body = await readBody(request, { size: bodyLimit, gapMs, rate: minimumRate, reserve });
    next();
  };
};

/** Bytes a second: the slowest mobile networks are faster. */
const minimumRate = 2_048;
