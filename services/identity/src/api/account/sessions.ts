/**
 * GET and POST /auth/account/sessions: lists where the user is logged in and ends sessions. Needs no password, as it only
 * revokes access.
 */

import { type Html, html } from '@mambogo/service/http/html.ts';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { accountPath } from '../../oidc/clients.ts';
import type { SignedIn } from '../../store/signed-in-sessions.ts';
import type { Messages } from '../language/en.ts';
import type { Locale } from '../language/languages.ts';
import { type Page, type PageContext, pageContext, sendPage } from '../page.ts';
import { recordEvent } from '../record-event.ts';
import { accountSubPage, formTo } from './account-page.ts';
import { type AccountSession, accountForm, accountPage } from './account-session.ts';

/** The session to end; without one, all but the current one. */
const Form = z.object({ session: z.string().max(128).optional() });

export const showSessions = (context: Context): RequestHandler =>
  accountPage(context, async (accountSession, request, response) => {
    const sessions = await context.signedInSessions.list(accountSession.id);
    sendPage(response, sessionsPage(pageContext(context, request), accountSession, sessions));
  });

export const endSessions = (context: Context): RequestHandler =>
  accountForm(context, async (accountSession, request, response) => {
    const { session } = Form.parse(request.body);
    if (session === undefined) await context.signedInSessions.endOthers(accountSession.id, accountSession.sessionUid);
    else await context.signedInSessions.end(accountSession.id, session);
    recordEvent(context, request, {
      code: 'session.ended',
      outcome: 'success',
      subject: accountSession.id,
      detail: { which: session === undefined ? 'others' : 'one' },
    });
    response.redirect(303, `${accountPath}/sessions`);
  });

function sessionsPage(at: PageContext, accountSession: AccountSession, sessions: readonly SignedIn[]): Page {
  const { sessions: texts } = at.locale.texts;
  const others = sessions.filter(({ uid }) => uid !== accountSession.sessionUid);
  const here = sessions.filter(({ uid }) => uid === accountSession.sessionUid);
  return accountSubPage(
    { ...at, title: texts.title },
    html`<ul class="rows">${[...here, ...others].map((session) => row(at.locale, accountSession, session))}</ul>
${
  others.length > 0
    ? formTo(
        '/sessions',
        accountSession,
        html`<div class="actions"><button type="submit" class="grave">${texts.logOutOthers}</button></div>`,
      )
    : html`<p class="soft">${texts.noOthers}</p>`
}`,
  );
}

function row(locale: Locale, accountSession: AccountSession, { uid, device, beganAt, usedAt }: SignedIn): Html {
  const { sessions: texts } = locale.texts;
  const here = uid === accountSession.sessionUid;
  const name = deviceName(texts, device);
  const time = (at: Date) => html`<time datetime="${at.toISOString()}">${locale.time(at)}</time>`;
  const logOutLabel = texts.logOutOf(name, locale.time(beganAt));
  return html`<li><div><h2>${name}${here ? html` <span class="pill">${texts.here}</span>` : undefined}</h2>
<p class="soft">${texts.since} ${time(beganAt)}<br>${texts.lastUsed} ${time(usedAt)}</p></div>${
    here
      ? html`<a class="button quiet" href="/auth/logout">${texts.logOut}</a>`
      : formTo(
          '/sessions',
          accountSession,
          html`<button type="submit" class="quiet" name="session" value="${uid}" aria-label="${logOutLabel}">${texts.logOut}</button>`,
        )
  }</li>`;
}

/** Devices are stored in English, see device-family.ts. */
function deviceName(texts: Messages['sessions'], stored: string): string {
  const [browser = '', system] = stored.split(' on ');
  const name = browser === 'A program' ? texts.program : browser;
  return system ? texts.device(name, system) : name;
}
