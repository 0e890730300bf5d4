/** What a person sees of an error on one of the pages. */
import type { Logger } from '@mambogo/service/logger.ts';
import { Problem } from '@mambogo/service/problem.ts';
import type { ErrorRequestHandler } from 'express';
import { errors } from 'oidc-provider';
import { ZodError } from 'zod';
import { errorPage } from './error-page.ts';

export function showError(publicUrl: string, logger: Logger): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const [status, reason] = explain(error);
    if (status >= 500) logger.error({ err: error }, 'a page failed');
    response.status(status).type('html').send(errorPage(publicUrl, reason));
  };
}

const notUnderstood = 'The form was not understood.';

function explain(error: unknown): [status: number, reason: string] {
  if (error instanceof errors.SessionNotFound) return [400, 'This log-in has expired or is already over.'];
  if (error instanceof Problem) return [error.status, error.message];
  if (error instanceof ZodError) return [400, notUnderstood];
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (typeof status === 'number' && status >= 400 && status < 500) return [status, notUnderstood];
  return [500, 'Something went wrong on our side.'];
}
