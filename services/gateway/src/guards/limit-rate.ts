/**
 * Counts a request against the limits of its class: by address first, before any costly step, then by user, once the token is
 * verified. Over a limit the response is 429 with Retry-After. Requests rejected before they are counted here (404, 405) also
 * count for their address, so that scanning for addresses is not free. A rejection is a security event.
 */

import { meter } from '@mambogo/metrics/meter.ts';
import { anonymizeAddress, rateLimitSubject } from '@mambogo/service/http/address-range.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { securityEvent } from '@mambogo/service/telemetry/security-event.ts';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Context } from '../context.ts';
import { rateLimitField, rateLimitPolicyField, retryAfter } from '../limits/limit-headers.ts';
import type { LimitStatus } from '../limits/limiter.ts';
import { type RequestContext, requestContextOf } from '../pipeline/request-context.ts';

type RateLimitDependencies = Pick<Context, 'limiter' | 'securityEvents'>;

export const limitByAddress =
  (context: RateLimitDependencies): RequestHandler =>
  async (request, response, next) => {
    await countAddress(context, request, response);
    next();
  };

/** Runs after the token check; requests without a token have been counted by address. */
export const limitByUser =
  (context: RateLimitDependencies): RequestHandler =>
  async (request, response, next) => {
    const { caller, target } = requestContextOf(request);
    if (!caller) return next();
    enforce(context, request, response, await context.limiter.count(target?.rate ?? 'default', 'user', caller.subject));
    next();
  };

/** Error handler behind all steps, for requests they rejected. */
export const countRefused =
  (context: RateLimitDependencies): ErrorRequestHandler =>
  async (error, request, response, next) => {
    // Drains a body that was not forwarded; it would block the connection.
    request.resume();
    if (!requestContextOf(request).counted && !response.headersSent) await countAddress(context, request, response);
    next(error);
  };

async function countAddress(context: RateLimitDependencies, request: Request, response: Response): Promise<void> {
  const requestContext = requestContextOf(request);
  requestContext.counted = true;
  const rate = requestContext.target?.rate ?? 'default';
  enforce(
    context,
    request,
    response,
    await context.limiter.count(rate, 'address', rateLimitSubject(requestContext.client)),
  );
}

/** @throws a 429 when the limit is exceeded */
function enforce(
  context: RateLimitDependencies,
  request: Request,
  response: Response,
  limitStatus: LimitStatus | undefined,
): void {
  if (!limitStatus) return;
  const { by, exceeded, name } = limitStatus;
  const requestContext = requestContextOf(request);
  const rate = requestContext.target?.rate ?? 'default';
  const outcome = exceeded ? 'refused' : 'allowed';
  meter.count('mambogo_gateway_limit_decisions_total', { class: rate, by, outcome });
  requestContext.limitStatuses = [limitStatus, ...requestContext.limitStatuses];
  response.setHeader('ratelimit-policy', rateLimitPolicyField(requestContext.limitStatuses));
  response.setHeader('ratelimit', rateLimitField(requestContext.limitStatuses));
  if (!exceeded) return;
  recordRefusal(context, requestContext, { by, class: rate });
  const seconds = retryAfter([limitStatus]);
  response.setHeader('retry-after', seconds);
  throw new Problem('rate-limited', `too many requests; try again in ${seconds} s`, { 'violated-policies': [name] });
}

function recordRefusal(
  context: RateLimitDependencies,
  { caller, client }: RequestContext,
  detail: { by: string; class: string },
): void {
  securityEvent(context, {
    code: 'request.throttled',
    outcome: 'refused',
    ...(detail.by === 'user' && caller && { subject: caller.subject }),
    network: anonymizeAddress(client),
    detail,
  });
}
