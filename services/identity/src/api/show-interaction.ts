/**
 * GET /auth/interaction/{uid}: shows the page that the provider asks for. A logged-in user who returns to a finished log-in
 * (with the browser's Back button) is redirected to the shop.
 */
import type { Request, RequestHandler, Response } from 'express';
import { errors } from 'oidc-provider';
import type { Context } from '../context.ts';
import { guestOfLink } from './guest-link.ts';
import { guestPage } from './guest-page.ts';
import { findInteraction } from './interaction.ts';
import { logInPageOf } from './log-in.ts';
import { pageContext, sendPage } from './page.ts';
import { finishLogIn } from './security/finish-log-in.ts';
import { signUpPage } from './sign-up-page.ts';

export const showInteraction =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const { provider, publicUrl: shop } = context;
    const found = await findInteraction(context, request, response).catch(async (error: unknown) => {
      if (error instanceof errors.SessionNotFound && (await isLoggedIn(context, request, response))) return undefined;
      throw error;
    });
    if (!found) return response.redirect(303, `${shop}/`);
    const { path, prompt, loginHint } = found;
    if (prompt === 'consent') await provider.interactionFinished(request, response, { consent: {} });
    else if (prompt === 'create')
      sendPage(response, signUpPage({ ...pageContext(context, request), path, login: loginHint }));
    else if (prompt === 'guest') await showGuestOrContinue(context, request, response, path);
    else sendPage(response, await logInPageOf(context, request, found));
  };

/** A guest who just opened the link in a mail gave an address before. */
async function showGuestOrContinue(
  context: Context,
  request: Request,
  response: Response,
  path: string,
): Promise<void> {
  const guest = await guestOfLink(context, request, response);
  if (guest) await finishLogIn(context, request, response, guest, []);
  else sendPage(response, guestPage({ ...pageContext(context, request), path }));
}

async function isLoggedIn({ provider }: Context, request: Request, response: Response): Promise<boolean> {
  const session = await provider.Session.get(provider.createContext(request, response));
  return session.accountId !== undefined;
}
