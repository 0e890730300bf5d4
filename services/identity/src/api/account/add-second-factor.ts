/** GET and POST /auth/account/security/passkey and .../app: adds a passkey or an authenticator app. */
import { html } from '@mambogo/service/http/html.ts';
import type { Request, RequestHandler, Response } from 'express';
import type { Context } from '../../context.ts';
import { accountPath } from '../../oidc/clients.ts';
import { alertBox } from '../field.ts';
import { sendRetryAfter } from '../login-attempts.ts';
import { type Page, pageContext, sendPage } from '../page.ts';
import { appFields, enrolApp, enrolPasskey, firstRecoveryCodes, passkeyNameField } from '../security/enrolment.ts';
import { creationOptions, passkeysSupported } from '../security/passkey-ceremonies.ts';
import { passkeyForm } from '../security/passkey-form.ts';
import { accountSubPage, demoNote, formTo } from './account-page.ts';
import { type AccountSession, freshAccountForm, freshAccountPage } from './account-session.ts';
import { codesPage, securityPath } from './security.ts';

const binding = ({ sessionUid }: AccountSession): string => `add ${sessionUid}`;

export const showAddPasskey = (context: Context): RequestHandler =>
  freshAccountPage(context, async (accountSession, request, response) => {
    sendPage(response, await passkeyPage(context, request, accountSession));
  });

export const addPasskey = (context: Context): RequestHandler =>
  freshAccountForm(context, async (accountSession, request, response) => {
    const { passkey } = pageContext(context, request).locale.texts.security;
    if (accountSession.demo) return sendPage(response, await passkeyPage(context, request, accountSession), 403);
    const result = await enrolPasskey(context, request, binding(accountSession), accountSession, passkey.defaultName);
    if (result === 'enrolled') return added(context, request, response, accountSession, '?done=passkey');
    const alert = result === 'too-many' ? passkey.tooMany : passkey.notCreated;
    sendPage(response, await passkeyPage(context, request, accountSession, alert), 422);
  });

export const showAddApp = (context: Context): RequestHandler =>
  freshAccountPage(context, async (accountSession, request, response) => {
    sendPage(response, await appPage(context, request, accountSession));
  });

export const addApp = (context: Context): RequestHandler =>
  freshAccountForm(context, async (accountSession, request, response) => {
    const { locale } = pageContext(context, request);
    if (accountSession.demo) return sendPage(response, await appPage(context, request, accountSession), 403);
    const attemptResult = await enrolApp(context, request, accountSession);
    if (attemptResult.type === 'right') return added(context, request, response, accountSession, '');
    if (attemptResult.type === 'wrong')
      return sendPage(
        response,
        await appPage(context, request, accountSession, { error: locale.texts.security.app.wrong }),
        422,
      );
    const alert = sendRetryAfter(response, locale, attemptResult.seconds);
    sendPage(response, await appPage(context, request, accountSession, { alert }), 429);
  });

/** The first factor comes with recovery codes, which are shown only once. */
async function added(context: Context, request: Request, response: Response, { id }: AccountSession, query: string) {
  const codes = await firstRecoveryCodes(context, id);
  if (codes) sendPage(response, codesPage(pageContext(context, request), codes));
  else response.redirect(303, `${accountPath}${securityPath}${query}`);
}

async function passkeyPage(
  context: Context,
  request: Request,
  accountSession: AccountSession,
  alert?: string,
): Promise<Page> {
  const at = pageContext(context, request);
  const { passkey } = at.locale.texts.security;
  const frame = { ...at, title: passkey.addTitle, hasErrors: alert !== undefined };
  if (accountSession.demo) return accountSubPage(frame, demoNote(at.locale));
  if (!passkeysSupported(context)) return accountSubPage(frame, html`<p class="alert">${passkey.unavailable}</p>`);
  const form = passkeyForm(at.locale, {
    kind: 'create',
    action: `${accountPath}${securityPath}/passkey`,
    options: await creationOptions(context, binding(accountSession), accountSession),
    button: passkey.create,
    fields: html`<input type="hidden" name="token" value="${accountSession.formToken}">${passkeyNameField(at.locale)}`,
  });
  return accountSubPage(
    frame,
    html`${alertBox(alert)}<p class="soft">${passkey.addText}</p>
${form}<noscript><p class="alert">${at.locale.texts.security.factor.needsScript}</p></noscript>`,
  );
}

interface AppView {
  readonly alert?: string;
  readonly error?: string;
}

async function appPage(
  context: Context,
  request: Request,
  accountSession: AccountSession,
  { alert, error }: AppView = {},
): Promise<Page> {
  const at = pageContext(context, request);
  const { app } = at.locale.texts.security;
  const frame = { ...at, title: app.addTitle, hasErrors: Boolean(alert ?? error) };
  if (accountSession.demo) return accountSubPage(frame, demoNote(at.locale));
  const secret = await context.secondFactors.totp.begin(accountSession.id);
  if (!secret) return accountSubPage(frame, html`<p class="alert">${app.known}</p>`);
  const form = formTo(
    `${securityPath}/app`,
    accountSession,
    html`${appFields(at.locale, accountSession.login, secret, error)}
<div class="actions"><button type="submit">${app.confirm}</button></div>`,
  );
  return accountSubPage(frame, html`${alertBox(alert)}${form}`);
}
