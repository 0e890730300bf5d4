/** The error page for errors on one of the pages. */
import { Problem } from '@mambogo/service/http/problem.ts';
import type { ErrorRequestHandler } from 'express';
import { errors } from 'oidc-provider';
import { ZodError } from 'zod';
import type { Context } from '../context.ts';
import { errorPage } from './error-page.ts';
import type { Messages } from './language/en.ts';
import { pageContext, sendPage } from './page.ts';

type Reason = keyof Messages['errors'];

/** A rejection that a page explains in the user's language. */
export class PageProblem extends Problem {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super('forbidden', reason);
    this.reason = reason;
  }
}

export function showError(context: Pick<Context, 'publicUrl' | 'logger'>): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const [status, reason] = explainError(error);
    if (status >= 500) context.logger.error({ event: 'page.failed', err: error }, 'page failed');
    const at = pageContext(context, request);
    sendPage(response, errorPage(at, at.locale.texts.errors[reason]), status);
  };
}

function explainError(error: unknown): [status: number, reason: Reason] {
  if (error instanceof errors.SessionNotFound) return [400, 'expired'];
  if (error instanceof PageProblem) return [error.status, error.reason];
  if (error instanceof ZodError) return [400, 'form'];
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (typeof status === 'number' && status >= 400 && status < 500) return [status, 'form'];
  return [500, 'server'];
}
