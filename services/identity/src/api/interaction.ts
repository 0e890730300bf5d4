/** The log-in under way that a request belongs to. */
import { acr } from '@mambogo/contracts/acr.ts';
import type { Request, Response } from 'express';
import { errors, type InteractionResults } from 'oidc-provider';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { interactionPath } from '../oidc/create-provider.ts';
import { continueIn } from './language/choose-language.ts';
import { leadingTo, pagePolicy } from './page.ts';

const Params = z.object({
  redirect_uri: z.url(),
  login_hint: z.string().max(64).optional().catch(undefined),
  ui_locales: z.string().max(200).optional().catch(undefined),
});

export interface Interaction {
  readonly path: string;
  /** What the provider wants: `login`, `create`, `consent`. */
  readonly prompt: string;
  readonly loginHint?: string;
}

/** Throws SessionNotFound unless the request's cookie is of the very log-in its path names. Lets forms lead to its client. */
export async function findInteraction(
  { provider }: Pick<Context, 'provider'>,
  request: Request,
  response: Response,
): Promise<Interaction> {
  const { uid, prompt, params } = await provider.interactionDetails(request, response);
  if (uid !== request.params.uid) throw new errors.SessionNotFound('this cookie is of another log-in');
  const { redirect_uri, login_hint, ui_locales } = Params.parse(params);
  continueIn(request, ui_locales);
  response.setHeader('content-security-policy', leadingTo(redirect_uri, pagePolicy));
  return { path: interactionPath(uid), prompt: prompt.name, loginHint: login_hint };
}

/** What the person typed into a form; never more than a field can hold. */
const typed = (most: number) => z.string().max(most).default('');
export const LogInForm = z.object({ login: typed(256), password: typed(1_024) });
export const SignUpForm = LogInForm.extend({ email: typed(256) });

/** Goes on to the client as this person; no further question is open after that. */
export const loggedIn = (accountId: string): InteractionResults => ({
  login: { accountId, amr: ['pwd'], acr: acr.password },
  create: {},
  consent: {},
});
