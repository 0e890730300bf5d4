/**
 * While this gateway is overloaded it rejects requests before doing any work for them, lowest priority first: 429 with
 * Retry-After, or for browsers a page that reloads by itself. Rejected requests do not count against the client's rate limits.
 */
import { meter } from '@mambogo/metrics/meter.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { Request, RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { upstreamDownPage } from '../forward/upstream-down-page.ts';
import { isShed, priorityOf } from '../limits/priorities.ts';
import { pathOf } from '../normalize/check-path.ts';
import { requestContextOf, targetOf } from '../pipeline/request-context.ts';

type SheddingDependencies = Pick<Context, 'load' | 'logger'> & {
  readonly settings: { readonly SHED_LAG_MS: number };
};

export function shedLoad({ load, logger, settings }: SheddingDependencies): RequestHandler {
  let shedding = false;
  const logTransition = (lag: number) => {
    const now = isShed('browse', lag, settings.SHED_LAG_MS);
    if (now && !shedding)
      logger.warn({ event: 'load.shedding', lagMs: Math.round(lag) }, 'overloaded, rejecting low-priority requests');
    if (!now && shedding)
      logger.info({ event: 'load.normal', lagMs: Math.round(lag) }, 'load back to normal, all requests are accepted');
    shedding = now;
  };
  return (request, response, next) => {
    const lag = load.lag();
    logTransition(lag);
    const priority = priorityOf(targetOf(request), pathOf(request.url));
    if (!isShed(priority, lag, settings.SHED_LAG_MS)) return next();
    meter.count('mambogo_gateway_shed_total', { priority });
    const seconds = retryAfterSeconds();
    response.setHeader('retry-after', seconds);
    // Not counted: counting would cost what shedding saves.
    requestContextOf(request).counted = true;
    if (!acceptsPage(request)) throw new Problem('overloaded', `the shop is very busy; try again in ${seconds} s`);
    response
      .status(429)
      .type('html')
      .set('cache-control', 'no-store')
      .send(upstreamDownPage(seconds, 'The shop is very busy.'));
  };
}

/** Seconds, randomised so that clients do not all retry at once. */
const retryAfterSeconds = (): number => 1 + Math.floor(Math.random() * 4);

const acceptsPage = (request: Request): boolean => targetOf(request).id === 'page' && Boolean(request.accepts('html'));
