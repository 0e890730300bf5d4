/** POST /auth/interaction/{uid}: somebody logs in, by user name or e-mail address. */
import type { RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { findInteraction, LogInForm, loggedIn } from './interaction.ts';
import { logInPage } from './log-in-page.ts';
import { tellWait, tryPassword } from './tries.ts';

export const logIn =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const { people, provider, publicUrl: shop, settings } = context;
    const { path } = await findInteraction(context, request, response);
    const { login, password } = LogInForm.parse(request.body ?? {});
    const tried = await tryPassword(context, request, login, () => people.recognise(login, password));
    if (tried.type === 'right') return provider.interactionFinished(request, response, loggedIn(tried.value));
    const alert =
      tried.type === 'early'
        ? tellWait(response, tried.seconds)
        : 'User name or password is not right. Check both and try again.';
    if (tried.type === 'wrong') response.status(422);
    response.type('html').send(logInPage({ shop, path, login, alert, demo: settings.DEMO_ACCOUNTS }));
  };

/** GET /auth/interaction/{uid}/log-in: from the sign-up page to somebody who has an account. */
export const showLogIn =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const { publicUrl: shop, settings } = context;
    const { path, loginHint } = await findInteraction(context, request, response);
    response.type('html').send(logInPage({ shop, path, login: loginHint, demo: settings.DEMO_ACCOUNTS }));
  };
