/** The one place where an error becomes an answer: problem+json with the trace's id, and a log line when it is our fault. */
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { stepUpHeader } from '../auth/step-up.ts';
import { storeUnreachable } from '../database/store-unreachable.ts';
import type { Logger } from '../telemetry/logger.ts';
import { currentTrace } from '../telemetry/trace.ts';
import { Problem } from './problem.ts';
import { truncateInput } from './truncate-input.ts';

export const notFoundMiddleware: RequestHandler = (request) => {
  throw new Problem('not-found', `there is no ${request.method} ${request.path} here`);
};

export const errorMiddleware =
  (logger: Logger): ErrorRequestHandler =>
  (error, request, response, _next) => {
    const problem = toProblem(error);
    if (problem.status >= 500) logger.error({ err: error, path: truncateInput(request.path, 256) }, 'request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (problem.slug === 'unauthenticated') response.setHeader('www-authenticate', 'Bearer');
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
  if (type === 'entity.too.large') return new Problem('payload-too-large', 'the body may have 1 MB at most');
  if (type === 'entity.parse.failed') return new Problem('validation', 'the body is not valid JSON');
  if (status === 415) return new Problem('unsupported-media-type', 'send application/json in UTF-8');
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new Problem('validation', 'the request is malformed');
  if (storeUnreachable(error))
    return new Problem('upstream-unavailable', 'please try again in a moment', {}, { cause: error });
  return new Problem('internal', 'please try again; the trace id helps us to find what happened', {}, { cause: error });
}
