/** GET and POST /auth/interaction/{uid}/sign-up: a new customer, logged in at once. */
import type { RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { signUpFaults } from '../domain/account-rules.ts';
import { findInteraction, LogInForm, loggedIn } from './interaction.ts';
import { signUpPage } from './sign-up-page.ts';

export const showSignUp =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const { path, loginHint } = await findInteraction(context, request, response);
    response.type('html').send(signUpPage({ path, login: loginHint }));
  };

export const signUp =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const { path } = await findInteraction(context, request, response);
    const { login, password } = LogInForm.parse(request.body ?? {});
    const faults = signUpFaults(login, password);
    const id = faults ? undefined : await context.people.add({ login, password, roles: ['USER'] });
    if (id) {
      context.logger.info({ person: id }, 'signed up');
      await context.provider.interactionFinished(request, response, loggedIn(id));
      return;
    }
    const shown = faults ?? { login: 'This user name is taken. Choose another one.' };
    response
      .status(faults ? 422 : 409)
      .type('html')
      .send(signUpPage({ path, login, faults: shown }));
  };
