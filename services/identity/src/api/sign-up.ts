/**
 * GET and POST /auth/interaction/{uid}/sign-up: a new customer, logged in at once. That a user name is taken has to be said;
 * so it costs as much work as a free one, and each such answer counts for the network that asked, as a wrong password does.
 */
import type { RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { signUpFaults } from '../domain/account-rules.ts';
import type { Weakness } from '../passwords/strength.ts';
import { findInteraction, SignUpForm } from './interaction.ts';
import { judgePassword } from './judge-password.ts';
import type { Locale } from './language/languages.ts';
import { pageContext, sendPage } from './page.ts';
import { recordEvent } from './record-event.ts';
import { passFirstFactor } from './security/finish-log-in.ts';
import { type SignUpView, signUpPage } from './sign-up-page.ts';
import { tellWait, trySignUp } from './tries.ts';

export const showSignUp =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const { path, loginHint } = await findInteraction(context, request, response);
    sendPage(response, signUpPage({ ...pageContext(context, request), path, login: loginHint }));
  };

export const signUp =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const { people } = context;
    const found = await findInteraction(context, request, response);
    const { login, password, email } = SignUpForm.parse(request.body ?? {});
    const typed = { ...pageContext(context, request), path: found.path, login, email };
    const faults = signUpFaults({ login, password, email });
    if (faults) return sendPage(response, signUpPage({ ...typed, faults }), 422);

    const judged = await judgePassword(context, request, password, [login, email]);
    if (judged.type === 'weak')
      return sendPage(response, signUpPage({ ...typed, ...weakPassword(typed.locale, judged.why) }), 422);
    if (judged.type === 'early')
      return sendPage(response, signUpPage({ ...typed, alert: tellWait(response, typed.locale, judged.seconds) }), 429);
    const tried = await trySignUp<string>(context, request, async () => {
      const value = await people.add({ login, password, email: email.trim() || undefined, roles: ['USER'] });
      return value ? { type: 'right', value } : { type: 'wrong' };
    });
    if (tried.type === 'right') {
      recordEvent(context, request, { code: 'signup.succeeded', outcome: 'success', subject: tried.value });
      return passFirstFactor(context, request, response, found, tried.value);
    }
    recordEvent(context, request, {
      ...(tried.type === 'early'
        ? { code: 'signup.throttled', outcome: 'refused' }
        : { code: 'signup.refused', outcome: 'failure' }),
    });
    if (tried.type === 'wrong') return sendPage(response, signUpPage({ ...typed, faults: { login: 'taken' } }), 409);
    const alert = tellWait(response, typed.locale, tried.seconds);
    sendPage(response, signUpPage({ ...typed, alert }), 429);
  };

const weakPassword = ({ texts }: Locale, why: Weakness | 'busy'): Pick<SignUpView, 'faults' | 'alert'> =>
  why === 'busy' ? { alert: texts.faults.busy } : { faults: { password: why } };
