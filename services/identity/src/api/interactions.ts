/**
 * The pages of one log-in, under /auth/interaction/{uid}. The provider's signed cookie says whose log-in it is and is
 * SameSite=Lax, so no other site can post here; browsers that tell where a form comes from are believed as well.
 */
import type { Express } from 'express';
import type { Context } from '../context.ts';
import { cancel } from './cancel.ts';
import { form, notStored } from './form.ts';
import { logIn, showLogIn } from './log-in.ts';
import { showError } from './show-error.ts';
import { showInteraction } from './show-interaction.ts';
import { showSignUp, signUp } from './sign-up.ts';

export function mountInteractions(app: Express, context: Context): void {
  const path = '/auth/interaction/:uid';
  app.use('/auth/interaction', notStored);
  app.get(path, showInteraction(context));
  app.post(path, form, logIn(context));
  app.get(`${path}/log-in`, showLogIn(context));
  app.get(`${path}/sign-up`, showSignUp(context));
  app.post(`${path}/sign-up`, form, signUp(context));
  app.post(`${path}/cancel`, form, cancel(context));
  app.use('/auth/interaction', showError(context));
}
