/**
 * GET and POST /auth/interaction/{uid}/sign-up: a new customer, logged in at once. That a user name is taken has to be said;
 * so it costs as much work as a free one, and each such answer counts for the network that asked, as a wrong password does.
 */
import type { RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { signUpFaults } from '../domain/account-rules.ts';
import { findInteraction, loggedIn, SignUpForm } from './interaction.ts';
import { signUpPage } from './sign-up-page.ts';
import { tellWait, tryFrom } from './tries.ts';

export const showSignUp =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const { path, loginHint } = await findInteraction(context, request, response);
    response.type('html').send(signUpPage({ shop: context.publicUrl, path, login: loginHint }));
  };

export const signUp =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const { people, provider, logger, publicUrl: shop } = context;
    const { path } = await findInteraction(context, request, response);
    const { login, password, email } = SignUpForm.parse(request.body ?? {});
    const typed = { shop, path, login, email };
    const faults = signUpFaults({ login, password, email });
    if (faults)
      return void response
        .status(422)
        .type('html')
        .send(signUpPage({ ...typed, faults }));

    const tried = await tryFrom<string>(context, request, async () => {
      const value = await people.add({ login, password, email: email.trim() || undefined, roles: ['USER'] });
      return value ? { type: 'right', value } : { type: 'wrong' };
    });
    if (tried.type === 'right') {
      logger.info({ person: tried.value }, 'signed up');
      return provider.interactionFinished(request, response, loggedIn(tried.value));
    }
    const wrong =
      tried.type === 'early'
        ? { alert: tellWait(response, tried.seconds) }
        : { faults: { login: 'This user name is taken. Choose another one.' } };
    if (tried.type === 'wrong') response.status(409);
    response.type('html').send(signUpPage({ ...typed, ...wrong }));
  };
