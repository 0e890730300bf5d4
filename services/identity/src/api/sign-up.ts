/**
 * GET and POST /auth/interaction/{uid}/sign-up: creates a customer and logs them in. The page has to reveal that a user name is
 * taken; so the check costs as much work as for a free name, and each such response counts as a wrong password for the network.
 */
import type { RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { signUpErrors } from '../domain/account-rules.ts';
import type { Weakness } from '../passwords/strength.ts';
import { checkPasswordStrength } from './check-password-strength.ts';
import { findInteraction, SignUpForm } from './interaction.ts';
import type { Locale } from './language/languages.ts';
import { attemptSignUp, sendRetryAfter } from './login-attempts.ts';
import { pageContext, sendPage } from './page.ts';
import { recordEvent } from './record-event.ts';
import { completeFirstFactor } from './security/finish-log-in.ts';
import { type SignUpView, signUpPage } from './sign-up-page.ts';

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
    const faults = signUpErrors({ login, password, email });
    if (faults) return sendPage(response, signUpPage({ ...typed, faults }), 422);

    const judged = await checkPasswordStrength(context, request, password, [login, email]);
    if (judged.type === 'weak')
      return sendPage(response, signUpPage({ ...typed, ...weakPassword(typed.locale, judged.why) }), 422);
    if (judged.type === 'early')
      return sendPage(
        response,
        signUpPage({ ...typed, alert: sendRetryAfter(response, typed.locale, judged.seconds) }),
        429,
      );
    const attemptResult = await attemptSignUp<string>(context, request, async () => {
      const value = await people.add({ login, password, email: email.trim() || undefined, roles: ['USER'] });
      return value ? { type: 'right', value } : { type: 'wrong' };
    });
    if (attemptResult.type === 'right') {
      recordEvent(context, request, { code: 'signup.succeeded', outcome: 'success', subject: attemptResult.value });
      return completeFirstFactor(context, request, response, found, attemptResult.value);
    }
    recordEvent(context, request, {
      ...(attemptResult.type === 'early'
        ? { code: 'signup.throttled', outcome: 'refused' }
        : { code: 'signup.refused', outcome: 'failure' }),
    });
    if (attemptResult.type === 'wrong')
      return sendPage(response, signUpPage({ ...typed, faults: { login: 'taken' } }), 409);
    const alert = sendRetryAfter(response, typed.locale, attemptResult.seconds);
    sendPage(response, signUpPage({ ...typed, alert }), 429);
  };

const weakPassword = ({ texts }: Locale, why: Weakness | 'busy'): Pick<SignUpView, 'faults' | 'alert'> =>
  why === 'busy' ? { alert: texts.faults.busy } : { faults: { password: why } };
