/** The log-in (interaction) that a request belongs to. */
import type { Request, Response } from 'express';
import { errors } from 'oidc-provider';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { interactionPath } from '../oidc/create-provider.ts';
import { continueIn } from './language/choose-language.ts';
import { pagePolicy, withFormTarget } from './page.ts';

const Params = z.object({
  redirect_uri: z.url(),
  login_hint: z.string().max(64).optional().catch(undefined),
  ui_locales: z.string().max(200).optional().catch(undefined),
  acr_values: z.string().max(200).optional().catch(undefined),
});

export interface Interaction {
  readonly uid: string;
  readonly path: string;
  /** The provider's prompt: `login`, `create`, `guest`, `consent`. */
  readonly prompt: string;
  readonly loginHint?: string;
  /** The parameters of the client's authorization request. */
  readonly acrValues?: string;
  /** The user who is already logged in, and has to confirm it or switch accounts. */
  readonly personId?: string;
}

/**
 * Throws SessionNotFound unless the request's cookie belongs to the log-in in its path. Allows forms to redirect to its client.
 */
export async function findInteraction(
  { provider, publicUrl }: Pick<Context, 'provider' | 'publicUrl'>,
  request: Request,
  response: Response,
): Promise<Interaction> {
  const { uid, prompt, params, session } = await provider.interactionDetails(request, response);
  if (uid !== request.params.uid) throw new errors.SessionNotFound('this cookie belongs to another log-in');
  const { redirect_uri, login_hint, ui_locales, acr_values } = Params.parse(params);
  continueIn(request, ui_locales);
  response.setHeader('content-security-policy', withFormTarget(redirect_uri, pagePolicy(publicUrl)));
  return {
    uid,
    path: interactionPath(uid),
    prompt: prompt.name,
    loginHint: login_hint,
    acrValues: acr_values,
    personId: session?.accountId,
  };
}

/** What the user typed into a form, cut to what a field can hold. */
const typed = (most: number) => z.string().max(most).default('');
export const LogInForm = z.object({ login: typed(256), password: typed(1_024) });
export const ForgottenForm = z.object({ login: typed(256) });
export const GuestForm = z.object({ email: typed(256) });
export const SignUpForm = LogInForm.extend({ email: typed(256) });
