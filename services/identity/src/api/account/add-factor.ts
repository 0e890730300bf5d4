/** GET and POST /auth/account/security/passkey and .../app: somebody adds a passkey or an authenticator app. */
import { html } from '@mambogo/service/html.ts';
import type { Request, RequestHandler, Response } from 'express';
import type { Context } from '../../context.ts';
import { accountPath } from '../../oidc/clients.ts';
import { alertBox } from '../field.ts';
import { type Page, pageContext, sendPage } from '../page.ts';
import { appFields, enrolApp, enrolPasskey, firstRecoveryCodes, passkeyNameField } from '../security/enrolment.ts';
import { creationOptions, passkeysWork } from '../security/passkey-ceremonies.ts';
import { passkeyForm } from '../security/passkey-form.ts';
import { tellWait } from '../tries.ts';
import { accountSubPage, demoNote, formTo } from './account-page.ts';
import { codesPage, securityPath } from './security.ts';
import { type AccountVisit, freshAccountForm, freshAccountPage } from './signed-in-person.ts';

const binding = ({ sessionUid }: AccountVisit): string => `add ${sessionUid}`;

export const showAddPasskey = (context: Context): RequestHandler =>
  freshAccountPage(context, async (visit, request, response) => {
    sendPage(response, await passkeyPage(context, request, visit));
  });

export const addPasskey = (context: Context): RequestHandler =>
  freshAccountForm(context, async (visit, request, response) => {
    const { passkey } = pageContext(context, request).locale.texts.security;
    if (visit.demo) return sendPage(response, await passkeyPage(context, request, visit), 403);
    const result = await enrolPasskey(context, request, binding(visit), visit, passkey.defaultName);
    if (result === 'enrolled') return added(context, request, response, visit, '?done=passkey');
    const alert = result === 'too-many' ? passkey.tooMany : passkey.notCreated;
    sendPage(response, await passkeyPage(context, request, visit, alert), 422);
  });

export const showAddApp = (context: Context): RequestHandler =>
  freshAccountPage(context, async (visit, request, response) => {
    sendPage(response, await appPage(context, request, visit));
  });

export const addApp = (context: Context): RequestHandler =>
  freshAccountForm(context, async (visit, request, response) => {
    const { locale } = pageContext(context, request);
    if (visit.demo) return sendPage(response, await appPage(context, request, visit), 403);
    const tried = await enrolApp(context, request, visit);
    if (tried.type === 'right') return added(context, request, response, visit, '');
    if (tried.type === 'wrong')
      return sendPage(
        response,
        await appPage(context, request, visit, { fault: locale.texts.security.app.wrong }),
        422,
      );
    const alert = tellWait(response, locale, tried.seconds);
    sendPage(response, await appPage(context, request, visit, { alert }), 429);
  });

/** The first factor brings recovery codes, which are shown now or never. */
async function added(context: Context, request: Request, response: Response, { id }: AccountVisit, query: string) {
  const codes = await firstRecoveryCodes(context, id);
  if (codes) sendPage(response, codesPage(pageContext(context, request), codes));
  else response.redirect(303, `${accountPath}${securityPath}${query}`);
}

async function passkeyPage(context: Context, request: Request, visit: AccountVisit, alert?: string): Promise<Page> {
  const at = pageContext(context, request);
  const { passkey } = at.locale.texts.security;
  const frame = { ...at, title: passkey.addTitle, faulty: alert !== undefined };
  if (visit.demo) return accountSubPage(frame, demoNote(at.locale));
  if (!passkeysWork(context)) return accountSubPage(frame, html`<p class="alert">${passkey.unavailable}</p>`);
  const form = passkeyForm(at.locale, {
    kind: 'create',
    action: `${accountPath}${securityPath}/passkey`,
    options: await creationOptions(context, binding(visit), visit),
    button: passkey.create,
    fields: html`<input type="hidden" name="token" value="${visit.formToken}">${passkeyNameField(at.locale)}`,
  });
  return accountSubPage(
    frame,
    html`${alertBox(alert)}<p class="soft">${passkey.addText}</p>
${form}<noscript><p class="alert">${at.locale.texts.security.factor.needsScript}</p></noscript>`,
  );
}

interface AppView {
  readonly alert?: string;
  readonly fault?: string;
}

async function appPage(
  context: Context,
  request: Request,
  visit: AccountVisit,
  { alert, fault }: AppView = {},
): Promise<Page> {
  const at = pageContext(context, request);
  const { app } = at.locale.texts.security;
  const frame = { ...at, title: app.addTitle, faulty: Boolean(alert ?? fault) };
  if (visit.demo) return accountSubPage(frame, demoNote(at.locale));
  const secret = await context.secondFactors.totp.begin(visit.id);
  if (!secret) return accountSubPage(frame, html`<p class="alert">${app.known}</p>`);
  const form = formTo(
    `${securityPath}/app`,
    visit,
    html`${appFields(at.locale, visit.login, secret, fault)}
<div class="actions"><button type="submit">${app.confirm}</button></div>`,
  );
  return accountSubPage(frame, html`${alertBox(alert)}${form}`);
}
