/**
 * Counts a request against the limits of its class: first of the address, before anything costly is done for it, then of the
 * user, once the token is known. Who is over a limit gets 429 and is told when to come back. What was refused before it could
 * be counted here (404, 405) counts for its address all the same, or looking for addresses would be free. A refusal is a
 * security event.
 */

import { anonymizeAddress, rateLimitSubject } from '@mambogo/service/address-range.ts';
import { Problem } from '@mambogo/service/problem.ts';
import { securityEvent } from '@mambogo/service/security-event.ts';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Context } from '../context.ts';
import { type Passage, passageOf } from '../edge/passage.ts';
import { policyField, retryAfter, standingField } from '../limits/limit-headers.ts';
import type { Standing } from '../limits/limiter.ts';

type Needed = Pick<Context, 'limiter' | 'metrics' | 'securityEvents'>;

export const limitByAddress =
  (context: Needed): RequestHandler =>
  async (request, response, next) => {
    await countAddress(context, request, response);
    next();
  };

/** After the token was checked; requests without one have been counted by their address. */
export const limitByUser =
  (context: Needed): RequestHandler =>
  async (request, response, next) => {
    const { caller, target } = passageOf(request);
    if (!caller) return next();
    decide(context, request, response, await context.limiter.count(target?.rate ?? 'default', 'user', caller.subject));
    next();
  };

/** Behind all steps, for what they refuse. */
export const countRefused =
  (context: Needed): ErrorRequestHandler =>
  async (error, request, response, next) => {
    // Of a body that was looked at and not passed on, the rest would block the connection.
    request.resume();
    if (!passageOf(request).counted && !response.headersSent) await countAddress(context, request, response);
    next(error);
  };

async function countAddress(context: Needed, request: Request, response: Response): Promise<void> {
  const passage = passageOf(request);
  passage.counted = true;
  const rate = passage.target?.rate ?? 'default';
  decide(context, request, response, await context.limiter.count(rate, 'address', rateLimitSubject(passage.client)));
}

/** @throws a 429 when the limit is exceeded */
function decide(context: Needed, request: Request, response: Response, standing: Standing | undefined): void {
  if (!standing) return;
  const { by, exceeded, name } = standing;
  const passage = passageOf(request);
  const rate = passage.target?.rate ?? 'default';
  context.metrics.limits.inc({ class: rate, by, outcome: exceeded ? 'refused' : 'allowed' });
  passage.standings = [standing, ...passage.standings];
  response.setHeader('ratelimit-policy', policyField(passage.standings));
  response.setHeader('ratelimit', standingField(passage.standings));
  if (!exceeded) return;
  noteRefusal(context, passage, { by, class: rate });
  const seconds = retryAfter([standing]);
  response.setHeader('retry-after', seconds);
  throw new Problem('rate-limited', `too many requests; come back in ${seconds} s`, { 'violated-policies': [name] });
}

function noteRefusal(context: Needed, { caller, client }: Passage, detail: { by: string; class: string }): void {
  securityEvent(context, {
    code: 'request.throttled',
    outcome: 'refused',
    ...(detail.by === 'user' && caller && { subject: caller.subject }),
    network: anonymizeAddress(client),
    detail,
  });
}
