/**
 * The pages of one log-in, under /auth/interaction/{uid}. The provider's signed cookie says whose log-in it is and is
 * SameSite=Lax, so no other site can post here; browsers that tell where a form comes from are believed as well.
 */
import type { Logger } from '@mambogo/service/logger.ts';
import { Problem } from '@mambogo/service/problem.ts';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { errors } from 'oidc-provider';
import type { Context } from '../context.ts';
import { cancel } from './cancel.ts';
import { errorPage } from './error-page.ts';
import { logIn, showLogIn } from './log-in.ts';
import { showInteraction } from './show-interaction.ts';
import { showSignUp, signUp } from './sign-up.ts';

export function mountInteractions(app: Express, context: Context): void {
  const path = '/auth/interaction/:uid';
  const form = [sameOrigin, express.urlencoded({ extended: false, limit: '4kb' })];
  app.use('/auth/interaction', notStored);
  app.get(path, showInteraction(context));
  app.post(path, form, logIn(context));
  app.get(`${path}/log-in`, showLogIn(context));
  app.get(`${path}/sign-up`, showSignUp(context));
  app.post(`${path}/sign-up`, form, signUp(context));
  app.post(`${path}/cancel`, form, cancel(context));
  app.use('/auth/interaction', showError(context.publicUrl, context.logger));
}

const notStored: RequestHandler = (_request, response, next) => {
  response.setHeader('cache-control', 'no-store');
  next();
};

const sameOrigin: RequestHandler = (request, _response, next) => {
  const from = request.get('sec-fetch-site');
  if (from && from !== 'same-origin') throw new Problem('forbidden', 'This form was sent from another site.');
  next();
};

function showError(publicUrl: string, logger: Logger): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const [status, reason] = explain(error);
    if (status >= 500) logger.error({ err: error }, 'a log-in failed');
    response.status(status).type('html').send(errorPage(publicUrl, reason));
  };
}

function explain(error: unknown): [status: number, reason: string] {
  if (error instanceof errors.SessionNotFound) return [400, 'This log-in has expired or is already over.'];
  if (error instanceof Problem) return [error.status, error.message];
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (typeof status === 'number' && status >= 400 && status < 500) return [status, 'The form was not understood.'];
  return [500, 'Something went wrong on our side.'];
}
