/** POST /auth/interaction/{uid}: somebody logs in. */
import type { RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { authenticate } from './authenticate.ts';
import { findInteraction, LogInForm, loggedIn } from './interaction.ts';
import { logInPage } from './log-in-page.ts';

const alerts = {
  refused: [422, 'User name or password is not right.'],
  locked: [429, 'Too many wrong passwords. Try again in a few minutes.'],
} as const;

export const logIn =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const { path } = await findInteraction(context, request, response);
    const { login, password } = LogInForm.parse(request.body ?? {});
    const found = await authenticate(context, login, password);
    if (found.type === 'known') {
      await context.provider.interactionFinished(request, response, loggedIn(found.id));
      return;
    }
    const [status, alert] = alerts[found.type];
    const demo = context.settings.DEMO_ACCOUNTS;
    response.status(status).type('html').send(logInPage({ path, login, alert, demo }));
  };

/** GET /auth/interaction/{uid}/log-in: from the sign-up page to somebody who has an account. */
export const showLogIn =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const { path, loginHint } = await findInteraction(context, request, response);
    response.type('html').send(logInPage({ path, login: loginHint, demo: context.settings.DEMO_ACCOUNTS }));
  };
