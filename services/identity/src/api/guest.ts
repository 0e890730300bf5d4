/**
 * GET and POST /auth/interaction/{uid}/guest: continues without an account. A guest is a person with an e-mail address and a
 * session in this browser, and without a login or password that anybody knows (decision 87). Guests count as sign-ups.
 */
import { randomBytes } from 'node:crypto';
import { newId } from '@mambogo/contracts/ids.ts';
import type { RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { emailError } from '../domain/account-rules.ts';
import { guestPage } from './guest-page.ts';
import { findInteraction, GuestForm } from './interaction.ts';
import { attemptSignUp, sendRetryAfter } from './login-attempts.ts';
import { pageContext, sendPage } from './page.ts';
import { recordEvent } from './record-event.ts';
import { finishLogIn } from './security/finish-log-in.ts';

export const showGuest =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const { path } = await findInteraction(context, request, response);
    sendPage(response, guestPage({ ...pageContext(context, request), path }));
  };

export const continueAsGuest =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const { path } = await findInteraction(context, request, response);
    const { email } = GuestForm.parse(request.body ?? {});
    const typed = { ...pageContext(context, request), path, email };
    const error = emailError(email);
    if (error) return sendPage(response, guestPage({ ...typed, error }), 422);
    const attemptResult = await attemptSignUp<string>(context, request, async () => {
      const id = newId();
      const guest = { id, login: `guest-${id}`, password: randomBytes(32).toString('base64url'), guest: true };
      const value = await context.people.add({ ...guest, email: email.trim(), roles: ['USER'] });
      return value ? { type: 'right', value } : { type: 'wrong' };
    });
    if (attemptResult.type === 'right') {
      recordEvent(context, request, { code: 'guest.entered', outcome: 'success', subject: attemptResult.value });
      return finishLogIn(context, request, response, attemptResult.value, []);
    }
    if (attemptResult.type === 'wrong') throw new Error('a new id is taken');
    recordEvent(context, request, { code: 'signup.throttled', outcome: 'refused' });
    const alert = sendRetryAfter(response, typed.locale, attemptResult.seconds);
    sendPage(response, guestPage({ ...typed, alert }), 429);
  };
