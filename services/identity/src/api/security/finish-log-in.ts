/**
 * A log-in from its first factor on. The states of a log-in, and what moves it on:
 * - nothing shown -> password right: done when the person has no second factor and needs none; else kept as first factor;
 * - first factor -> a code or a passkey: done. Who has to have a second factor and has none enrols one first;
 * - nothing shown -> passkey: done at once, as it is two factors itself.
 */
import { acr } from '@mambogo/contracts/acr.ts';
import type { Role } from '@mambogo/contracts/scopes.ts';
import type { Request, Response } from 'express';
import { errors, type InteractionResults } from 'oidc-provider';
import type { Context } from '../../context.ts';
import { needsSecondFactor } from '../../domain/staff-mfa.ts';
import { wantsSecondFactor } from '../../oidc/prompts.ts';
import { hasSecondFactor } from '../../store/second-factors.ts';
import { rememberDevice } from '../device.ts';
import type { Interaction } from '../interaction.ts';
import { recordEvent } from '../record-event.ts';

/** The password was right (or the account is new): on to the client, or to what is missing. */
export async function completeFirstFactor(
  context: Context,
  request: Request,
  response: Response,
  { uid, path, acrValues }: Interaction,
  personId: string,
): Promise<void> {
  const { people, secondFactors, settings } = context;
  const amr = ['pwd'];
  const [person, own] = await Promise.all([people.find(personId), secondFactors.of(personId)]);
  const roles: readonly Role[] = person?.roles ?? [];
  const isNeeded = needsSecondFactor(roles, settings.STAFF_MFA) || wantsSecondFactor(acrValues);
  if (!hasSecondFactor(own) && !isNeeded) return finishLogIn(context, request, response, personId, amr);
  await secondFactors.firstFactors.store(uid, { personId, amr });
  response.redirect(303, `${path}/${hasSecondFactor(own) ? 'second-factor' : 'enrol'}`);
}

/** Whose first factor was right in this log-in; throws SessionNotFound when nobody's was. */
export async function firstFactorOf({ secondFactors }: Context, { uid }: Interaction) {
  const first = await secondFactors.firstFactors.find(uid);
  if (!first) throw new errors.SessionNotFound('no first factor was shown in this log-in');
  return first;
}

/** Goes on to the client as this person, who is known in this browser from now on. @param amr by what (RFC 8176) */
export function finishLogIn(
  context: Context,
  request: Request,
  response: Response,
  personId: string,
  amr: readonly string[],
): Promise<void> {
  recordEvent(context, request, {
    code: 'login.succeeded',
    outcome: 'success',
    subject: personId,
    detail: { by: amr.join(' ') },
  });
  rememberDevice(context, request, response, personId);
  return context.provider.interactionFinished(request, response, loggedIn(personId, amr));
}

/** No further question is open after that. */
const loggedIn = (accountId: string, amr: readonly string[]): InteractionResults => ({
  login: { accountId, amr: [...amr], acr: amr.includes('mfa') ? acr.multiFactor : acr.password },
  create: {},
  consent: {},
});

/** A key that was proved to be there, by somebody who was verified. */
export const passkeyAmr = ['pop', 'user', 'mfa'];
