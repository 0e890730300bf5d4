/**
 * While this gateway can't keep up it refuses requests, the least important first, before anything is done for them: 429 with when
 * to come back, a page that tries again by itself for who wanted a page. Refusals do not count against the client's limits.
 */
import { Problem } from '@mambogo/service/http/problem.ts';
import type { Request, RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { upstreamDownPage } from '../forward/upstream-down-page.ts';
import { isShed, priorityOf } from '../limits/priorities.ts';
import { pathOf } from '../normalize/check-path.ts';
import { requestContextOf, targetOf } from '../pipeline/request-context.ts';

type SheddingDependencies = Pick<Context, 'load' | 'metrics' | 'logger'> & {
  readonly settings: { readonly SHED_LAG_MS: number };
};

export function shedLoad({ load, metrics, logger, settings }: SheddingDependencies): RequestHandler {
  let shedding = false;
  const note = (lag: number) => {
    const now = isShed('browse', lag, settings.SHED_LAG_MS);
    if (now && !shedding)
      logger.warn({ event: 'load.shedding', lagMs: Math.round(lag) }, 'too much to do, requests are refused');
    if (!now && shedding) logger.info({ event: 'load.normal', lagMs: Math.round(lag) }, 'all requests are taken again');
    shedding = now;
  };
  return (request, response, next) => {
    const lag = load.lag();
    note(lag);
    const priority = priorityOf(targetOf(request), pathOf(request.url));
    if (!isShed(priority, lag, settings.SHED_LAG_MS)) return next();
    metrics.shed.inc({ priority });
    const seconds = retryAfterSeconds();
    response.setHeader('retry-after', seconds);
    // Counting it would cost what it saves.
    requestContextOf(request).counted = true;
    if (!wantsPage(request)) throw new Problem('overloaded', `the shop is very busy; come back in ${seconds} s`);
    response
      .status(429)
      .type('html')
      .set('cache-control', 'no-store')
      .send(upstreamDownPage(seconds, 'The shop is very busy.'));
  };
}

/** Seconds; not the same for all, or all would come back at once. */
const retryAfterSeconds = (): number => 1 + Math.floor(Math.random() * 4);

const wantsPage = (request: Request): boolean => targetOf(request).id === 'page' && Boolean(request.accepts('html'));
