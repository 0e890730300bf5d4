/**
 * Counts a request against the limits of its class: of the user, when a token came along, and of the address. Who is over
 * one of them gets 429 and is told when to come back. What was refused before it could be counted here counts for its address
 * all the same, or trying tokens would be free.
 */

import { limitedAs } from '@mambogo/service/address-range.ts';
import { Problem } from '@mambogo/service/problem.ts';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Context } from '../context.ts';
import { passageOf } from '../edge/passage.ts';
import { policyField, retryAfter, standingField } from '../limits/limit-headers.ts';

type Needed = Pick<Context, 'limiter' | 'metrics'>;

export const limitRate =
  (context: Needed): RequestHandler =>
  async (request, response, next) => {
    await count(context, request, response);
    next();
  };

/** Behind all steps, for what they refuse. */
export const countRefused =
  (context: Needed): ErrorRequestHandler =>
  async (error, request, response, next) => {
    // Of a body that was looked at and not passed on, the rest would block the connection.
    request.resume();
    if (!passageOf(request).counted && !response.headersSent) await count(context, request, response);
    next(error);
  };

async function count({ limiter, metrics }: Needed, request: Request, response: Response): Promise<void> {
  const passage = passageOf(request);
  passage.counted = true;
  const rate = passage.target?.rate ?? 'default';
  const standings = await limiter.count(rate, {
    user: passage.caller?.subject,
    address: limitedAs(passage.client),
  });
  for (const { by, exceeded } of standings)
    metrics.limits.inc({ class: rate, by, outcome: exceeded ? 'refused' : 'allowed' });
  if (standings.length === 0) return;
  response.setHeader('ratelimit-policy', policyField(standings));
  response.setHeader('ratelimit', standingField(standings));
  const exceeded = standings.filter((one) => one.exceeded);
  if (exceeded.length === 0) return;
  const seconds = retryAfter(exceeded);
  response.setHeader('retry-after', seconds);
  throw new Problem('rate-limited', `too many requests; come back in ${seconds} s`, {
    'violated-policies': exceeded.map(({ name }) => name),
  });
}
