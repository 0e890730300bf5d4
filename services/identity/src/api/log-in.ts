/** POST /auth/interaction/{uid}: logs in by user name or e-mail address. */
import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { findInteraction, type Interaction, LogInForm } from './interaction.ts';
import { logInPage } from './log-in-page.ts';
import { attemptPassword, sendRetryAfter } from './login-attempts.ts';
import { type Page, pageContext, sendPage } from './page.ts';
import { recordRefusal } from './record-event.ts';
import { completeFirstFactor } from './security/finish-log-in.ts';
import { passkeysSupported, requestOptions } from './security/passkey-ceremonies.ts';
import { logInBinding } from './security/second-factor.ts';

export const logIn =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const { people } = context;
    const found = await findInteraction(context, request, response);
    const { login, password } = LogInForm.parse(request.body ?? {});
    const accounts = await people.candidates(login);
    const attemptResult = await attemptPassword(context, request, accounts, () => people.authenticate(login, password));
    if (attemptResult.type === 'right')
      return completeFirstFactor(context, request, response, found, attemptResult.value);
    recordRefusal(context, request, attemptResult, accounts[0]?.id);
    const { locale } = pageContext(context, request);
    const alert =
      attemptResult.type === 'wrong'
        ? locale.texts.faults.logIn
        : sendRetryAfter(response, locale, attemptResult.seconds);
    const page = await logInPageOf(context, request, found, { login, alert });
    sendPage(response, page, attemptResult.type === 'wrong' ? 422 : 429);
  };

/** GET /auth/interaction/{uid}/log-in: from the sign-up page back to the log-in. */
export const showLogIn =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const found = await findInteraction(context, request, response);
    const { passkey } = Query.parse(request.query);
    const alert = passkey && pageContext(context, request).locale.texts.security.passkey.notRight;
    sendPage(response, await logInPageOf(context, request, found, { alert }), passkey ? 422 : 200);
  };

/**
 * The log-in page for this interaction: a user who is already logged in only has to confirm it, by one touch with a passkey.
 * @param view what was typed, and its errors
 */
export async function logInPageOf(
  context: Context,
  request: Request,
  found: Interaction,
  view: { readonly login?: string; readonly alert?: string } = {},
): Promise<Page> {
  const { people, secondFactors, settings } = context;
  const { path, personId, loginHint } = found;
  const person = personId ? await people.find(personId) : undefined;
  const known = person?.guest ? undefined : person;
  const passkeys = known ? await secondFactors.passkeys.list(known.id) : [];
  const isOneTouch = passkeys.length > 0 && !view.alert;
  return logInPage({
    ...pageContext(context, request),
    path,
    login: view.login ?? known?.login ?? loginHint,
    alert: view.alert,
    confirms: known !== undefined,
    demo: settings.DEMO_ACCOUNTS,
    passkey: passkeysSupported(context)
      ? {
          options: await requestOptions(context, logInBinding(found), passkeys),
          auto: isOneTouch ? 'now' : passkeys.length > 0 ? undefined : 'conditional',
        }
      : undefined,
  });
}

const Query = z.object({ passkey: z.literal('failed').optional().catch(undefined) });
