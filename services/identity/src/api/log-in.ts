/** POST /auth/interaction/{uid}: somebody logs in, by user name or e-mail address. */
import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { findInteraction, type Interaction, LogInForm } from './interaction.ts';
import { logInPage } from './log-in-page.ts';
import { type Page, pageContext, sendPage } from './page.ts';
import { recordRefusal } from './record-event.ts';
import { passFirstFactor } from './security/finish-log-in.ts';
import { passkeysWork, requestOptions } from './security/passkey-ceremonies.ts';
import { logInBinding } from './security/second-factor.ts';
import { tellWait, tryPassword } from './tries.ts';

export const logIn =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const { people } = context;
    const found = await findInteraction(context, request, response);
    const { login, password } = LogInForm.parse(request.body ?? {});
    const accounts = await people.candidates(login);
    const tried = await tryPassword(context, request, accounts, () => people.recognise(login, password));
    if (tried.type === 'right') return passFirstFactor(context, request, response, found, tried.value);
    recordRefusal(context, request, tried, accounts[0]?.id);
    const { locale } = pageContext(context, request);
    const alert = tried.type === 'wrong' ? locale.texts.faults.logIn : tellWait(response, locale, tried.seconds);
    const page = await logInPageOf(context, request, found, { login, alert });
    sendPage(response, page, tried.type === 'wrong' ? 422 : 429);
  };

/** GET /auth/interaction/{uid}/log-in: from the sign-up page to somebody who has an account. */
export const showLogIn =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const found = await findInteraction(context, request, response);
    const { passkey } = Query.parse(request.query);
    const alert = passkey && pageContext(context, request).locale.texts.security.passkey.notRight;
    sendPage(response, await logInPageOf(context, request, found, { alert }), passkey ? 422 : 200);
  };

/**
 * The page as this log-in has it: who is logged in already has only to confirm it, with a passkey by one touch.
 * @param view what was typed, and what was wrong with it
 */
export async function logInPageOf(
  context: Context,
  request: Request,
  found: Interaction,
  view: { readonly login?: string; readonly alert?: string } = {},
): Promise<Page> {
  const { people, secondFactors, settings } = context;
  const { path, personId, loginHint } = found;
  const known = personId ? await people.find(personId) : undefined;
  const passkeys = known ? await secondFactors.passkeys.list(known.id) : [];
  const isOneTouch = passkeys.length > 0 && !view.alert;
  return logInPage({
    ...pageContext(context, request),
    path,
    login: view.login ?? known?.login ?? loginHint,
    alert: view.alert,
    confirms: known !== undefined,
    demo: settings.DEMO_ACCOUNTS,
    passkey: passkeysWork(context)
      ? {
          options: await requestOptions(context, logInBinding(found), passkeys),
          auto: isOneTouch ? 'now' : passkeys.length > 0 ? undefined : 'conditional',
        }
      : undefined,
  });
}

const Query = z.object({ passkey: z.literal('failed').optional().catch(undefined) });
