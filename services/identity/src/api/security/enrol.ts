/**
 * GET /auth/interaction/{uid}/enrol: an account that needs a second factor and has none sets one up during the log-in. POST
 * .../enrol/passkey and .../enrol/app enrol it, .../enrol/done continues once the recovery codes were shown.
 */
import { html } from '@mambogo/service/http/html.ts';
import type { Request, RequestHandler, Response } from 'express';
import { errors } from 'oidc-provider';
import type { Context } from '../../context.ts';
import { needsSecondFactor } from '../../domain/staff-mfa.ts';
import type { Person } from '../../store/people.ts';
import { hasSecondFactor } from '../../store/second-factors.ts';
import { alertBox } from '../field.ts';
import { findInteraction, type Interaction } from '../interaction.ts';
import { sendRetryAfter } from '../login-attempts.ts';
import { type Page, page, pageContext, sendPage } from '../page.ts';
import {
  appFields,
  enrolApp,
  enrolPasskey,
  firstRecoveryCodes,
  passkeyNameField,
  recoveryCodeList,
} from './enrolment.ts';
import { finishLogIn, firstFactorOf } from './finish-log-in.ts';
import { creationOptions, passkeysSupported } from './passkey-ceremonies.ts';
import { passkeyForm } from './passkey-form.ts';

export const showEnrol =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const { found, person } = await findEnrolment(context, request, response);
    sendPage(response, await enrolPage(context, request, found, person, {}));
  };

export const enrolWithPasskey =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const { found, person } = await findEnrolment(context, request, response);
    const { texts } = pageContext(context, request).locale;
    const { defaultName, notCreated, tooMany } = texts.security.passkey;
    const result = await enrolPasskey(context, request, binding(found), person, defaultName);
    if (result === 'enrolled') return continueLogIn(context, request, response, found, person, ['pop', 'user']);
    const alert = result === 'too-many' ? tooMany : notCreated;
    sendPage(response, await enrolPage(context, request, found, person, { alert }), 422);
  };

export const enrolWithApp =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const { found, person } = await findEnrolment(context, request, response);
    const { locale } = pageContext(context, request);
    const attemptResult = await enrolApp(context, request, person);
    if (attemptResult.type === 'right') return continueLogIn(context, request, response, found, person, ['otp']);
    const view =
      attemptResult.type === 'early'
        ? { alert: sendRetryAfter(response, locale, attemptResult.seconds) }
        : { error: locale.texts.security.app.wrong };
    sendPage(
      response,
      await enrolPage(context, request, found, person, view),
      attemptResult.type === 'early' ? 429 : 422,
    );
  };

export const finishEnrol =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const found = await findInteraction(context, request, response);
    const { personId, amr } = await firstFactorOf(context, found);
    if (!amr.includes('mfa')) throw new errors.SessionNotFound('no second factor was used in this log-in');
    await finishLogIn(context, request, response, personId, amr);
  };

/** The person after the first factor, if they have no second one; people who have one must use it. */
async function findEnrolment(context: Context, request: Request, response: Response) {
  const found = await findInteraction(context, request, response);
  const { personId } = await firstFactorOf(context, found);
  const person = await context.people.find(personId);
  if (!person || hasSecondFactor(await context.secondFactors.of(personId)))
    throw new errors.SessionNotFound('the account has a second factor, which must be used');
  return { found, person };
}

/** Enrolling a factor proves possession of it: together with the password there are two. */
async function continueLogIn(
  context: Context,
  request: Request,
  response: Response,
  { uid, path }: Interaction,
  { id: personId }: Person,
  by: readonly string[],
): Promise<void> {
  const amr = ['pwd', ...by, 'mfa'];
  await context.secondFactors.firstFactors.store(uid, { personId, amr });
  const codes = await firstRecoveryCodes(context, personId);
  if (!codes) return finishLogIn(context, request, response, personId, amr);
  const at = pageContext(context, request);
  const { recovery } = at.locale.texts.security;
  const content = html`${recoveryCodeList(at.locale, codes)}
<form method="post" action="${path}/enrol/done"><div class="actions"><button type="submit">${recovery.done}</button></div></form>`;
  sendPage(response, page({ ...at, title: recovery.pageTitle }, content));
}

const binding = ({ uid }: Interaction): string => `enrol ${uid}`;

interface EnrolView {
  readonly alert?: string;
  /** The error at the app's code. */
  readonly error?: string;
}

async function enrolPage(
  context: Context,
  request: Request,
  found: Interaction,
  person: Person,
  { alert, error }: EnrolView,
): Promise<Page> {
  const { settings, secondFactors } = context;
  const at = pageContext(context, request);
  const { security, frame } = at.locale.texts;
  const { enrol, passkey, app } = security;
  const { path } = found;
  const secret = await secondFactors.totp.begin(person.id);
  const options = passkeysSupported(context) ? await creationOptions(context, binding(found), person) : undefined;
  return page(
    { ...at, title: enrol.title, hasErrors: Boolean(alert ?? error) },
    html`${alertBox(alert)}<p>${needsSecondFactor(person.roles, settings.STAFF_MFA) ? enrol.text : enrol.requiredText}</p>
${
  options
    ? html`<h2>${enrol.passkeyTitle}</h2><p class="soft">${passkey.text}</p>${passkeyForm(at.locale, {
        kind: 'create',
        action: `${path}/enrol/passkey`,
        options,
        button: passkey.create,
        fields: passkeyNameField(at.locale),
      })}`
    : undefined
}
${
  secret
    ? html`<h2 class="next">${enrol.appTitle}</h2><form method="post" action="${path}/enrol/app">${appFields(at.locale, person.login, secret, error)}
<div class="actions"><button type="submit">${app.confirm}</button>
<button type="submit" class="quiet" formaction="${path}/cancel" formnovalidate>${frame.cancel}</button></div></form>`
    : undefined
}`,
  );
}
