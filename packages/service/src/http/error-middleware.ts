/** The only place that turns errors into responses: problem+json with the trace id, and a log line for a 5xx. */
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { stepUpHeader } from '../auth/step-up.ts';
import { storeUnreachable } from '../database/store-unreachable.ts';
import type { Logger } from '../telemetry/logger.ts';
import { currentTrace } from '../telemetry/trace.ts';
import { Problem } from './problem.ts';
import { truncateInput } from './truncate-input.ts';

export const notFoundMiddleware: RequestHandler = (request) => {
  throw new Problem('not-found', `no route matches ${request.method} ${request.path}`);
};

/** What is being replaced, or restarted, is mostly back by then. */
const retryAfterSeconds = 1;

export const errorMiddleware =
  (logger: Logger): ErrorRequestHandler =>
  (error, request, response, _next) => {
    const problem = toProblem(error);
    if (problem.status >= 500)
      logger.error({ event: 'request.failed', err: error, path: truncateInput(request.path, 256) }, 'request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (problem.slug === 'unauthenticated') response.setHeader('www-authenticate', 'Bearer');
    if (problem.status === 503 && !response.hasHeader('retry-after'))
      response.setHeader('retry-after', retryAfterSeconds);
    if (problem.slug === 'step-up-required') response.setHeader('www-authenticate', stepUpHeader(problem));
    response
      .status(problem.status)
      .type('application/problem+json')
      .send(JSON.stringify(problem.toBody(request.originalUrl.split('?')[0] ?? '/', currentTrace()?.traceId)));
  };

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (type === 'entity.too.large') return new Problem('payload-too-large', 'the body may have at most 1 MB');
  if (type === 'entity.parse.failed') return new Problem('validation', 'the body is not valid JSON');
  if (status === 415) return new Problem('unsupported-media-type', 'send application/json in UTF-8');
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new Problem('validation', 'the request is malformed');
  if (storeUnreachable(error))
    return new Problem('upstream-unavailable', 'try again in a moment', {}, { cause: error });
  return new Problem('internal', 'try again; if it persists, report the trace id', {}, { cause: error });
}
