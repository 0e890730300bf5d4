/**
 * The pages of one log-in, under /auth/interaction/{uid}. The provider's signed cookie identifies the log-in and is
 * SameSite=Lax, so no other site can post here; where the browser sends the form's origin, it is checked as well.
 */
import type { Express, RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { requestReset, showForgotten } from './forgotten-password.ts';
import { form, longForm, noStore } from './form.ts';
import { continueAsGuest, showGuest } from './guest.ts';
import { findInteraction } from './interaction.ts';
import { logIn, showLogIn } from './log-in.ts';
import { enrolWithApp, enrolWithPasskey, finishEnrol, showEnrol } from './security/enrol.ts';
import { checkPasskey, checkSecondFactor, showSecondFactor } from './security/second-factor.ts';
import { showError } from './show-error.ts';
import { showInteraction } from './show-interaction.ts';
import { showSignUp, signUp } from './sign-up.ts';

export function mountInteractions(app: Express, context: Context): void {
  const path = '/auth/interaction/:uid';
  app.use('/auth/interaction', noStore);
  app.get(path, showInteraction(context));
  app.post(path, form, logIn(context));
  app.get(`${path}/log-in`, showLogIn(context));
  app.get(`${path}/sign-up`, showSignUp(context));
  app.post(`${path}/sign-up`, form, signUp(context));
  app.get(`${path}/forgotten`, showForgotten(context));
  app.post(`${path}/forgotten`, form, requestReset(context));
  app.get(`${path}/guest`, showGuest(context));
  app.post(`${path}/guest`, form, continueAsGuest(context));
  app.get(`${path}/second-factor`, showSecondFactor(context));
  app.post(`${path}/second-factor`, form, checkSecondFactor(context));
  app.post(`${path}/passkey`, longForm, checkPasskey(context));
  app.get(`${path}/enrol`, showEnrol(context));
  app.post(`${path}/enrol/passkey`, longForm, enrolWithPasskey(context));
  app.post(`${path}/enrol/app`, form, enrolWithApp(context));
  app.post(`${path}/enrol/done`, form, finishEnrol(context));
  app.post(`${path}/cancel`, form, cancel(context));
  app.use('/auth/interaction', showError(context));
}

/** Returns to the client without logging in (`error=access_denied`). */
const cancel =
  (context: Context): RequestHandler =>
  async (request, response) => {
    await findInteraction(context, request, response);
    await context.provider.interactionFinished(request, response, {
      error: 'access_denied',
      error_description: 'the log-in was cancelled',
    });
  };
