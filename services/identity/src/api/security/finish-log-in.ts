/**
 * A log-in from its first factor on. States and transitions:
 * - nothing verified -> password correct: finished when the person has no second factor and needs none; otherwise stored as
 *   first factor;
 * - first factor -> code or passkey: finished. People who need a second factor and have none enrol one first;
 * - nothing verified -> passkey: finished at once, as it counts as two factors.
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
import { localeOf } from '../language/choose-language.ts';
import { recordEvent } from '../record-event.ts';

/** After a correct password (or for a new account): continues to the client, or to the missing factor. */
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

/** The person whose first factor was verified in this log-in; throws SessionNotFound when there is none. */
export async function firstFactorOf({ secondFactors }: Context, { uid }: Interaction) {
  const first = await secondFactors.firstFactors.find(uid);
  if (!first) throw new errors.SessionNotFound('no first factor was verified in this log-in');
  return first;
}

/** Completes the log-in as this person and marks this browser as known. @param amr the methods used (RFC 8176); empty: a guest */
export async function finishLogIn(
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
  await context.mailContacts.spoke(personId, localeOf(request).language);
  return context.provider.interactionFinished(request, response, loggedIn(personId, amr));
}

/** No prompt remains after that. */
const loggedIn = (accountId: string, amr: readonly string[]): InteractionResults => ({
  login: { accountId, amr: [...amr], acr: acrOf(amr) },
  create: {},
  guest: {},
  consent: {},
});

const acrOf = (amr: readonly string[]): string =>
  amr.length === 0 ? acr.guest : amr.includes('mfa') ? acr.multiFactor : acr.password;

/** A key whose possession was proved by a verified user. */
export const passkeyAmr = ['pop', 'user', 'mfa'];
