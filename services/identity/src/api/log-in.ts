/** POST /auth/interaction/{uid}: somebody logs in, by user name or e-mail address. */
import type { RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { findInteraction, LogInForm, loggedIn } from './interaction.ts';
import { logInPage } from './log-in-page.ts';
import { pageContext, sendPage } from './page.ts';
import { tellWait, tryPassword } from './tries.ts';

export const logIn =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const { people, provider, settings } = context;
    const { path } = await findInteraction(context, request, response);
    const { login, password } = LogInForm.parse(request.body ?? {});
    const view = { ...pageContext(context, request), path, login, demo: settings.DEMO_ACCOUNTS };
    const tried = await tryPassword(context, request, login, () => people.recognise(login, password));
    if (tried.type === 'right') return provider.interactionFinished(request, response, loggedIn(tried.value));
    if (tried.type === 'wrong')
      return sendPage(response, logInPage({ ...view, alert: view.locale.texts.faults.logIn }), 422);
    const alert = tellWait(response, view.locale, tried.seconds);
    sendPage(response, logInPage({ ...view, alert }), 429);
  };

/** GET /auth/interaction/{uid}/log-in: from the sign-up page to somebody who has an account. */
export const showLogIn =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const { path, loginHint: login } = await findInteraction(context, request, response);
    const { DEMO_ACCOUNTS: demo } = context.settings;
    sendPage(response, logInPage({ ...pageContext(context, request), path, login, demo }));
  };
