/** GET /auth/interaction/{uid}: the page the provider wants to be shown. */
import type { RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { findInteraction } from './interaction.ts';
import { logInPage } from './log-in-page.ts';
import { signUpPage } from './sign-up-page.ts';

export const showInteraction =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const { provider, publicUrl: shop, settings } = context;
    const { path, prompt, loginHint } = await findInteraction(context, request, response);
    if (prompt === 'consent') await provider.interactionFinished(request, response, { consent: {} });
    else if (prompt === 'create') response.type('html').send(signUpPage({ shop, path, login: loginHint }));
    else response.type('html').send(logInPage({ shop, path, login: loginHint, demo: settings.DEMO_ACCOUNTS }));
  };
