/** GET and POST /auth/account/sessions: where somebody is logged in, and ending it there. It takes no password: it only ends. */

import { type Html, html } from '@mambogo/service/html.ts';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { accountPath } from '../../oidc/clients.ts';
import type { SignedIn } from '../../store/signed-in.ts';
import { accountSubPage, formTo } from './account-page.ts';
import { type AccountVisit, accountForm, accountPage } from './signed-in-person.ts';

/** One session, or with none all but this one. */
const Form = z.object({ session: z.string().max(128).optional() });

export const showSessions = (context: Context): RequestHandler =>
  accountPage(context, async (visit, _request, response) => {
    const sessions = await context.signedIn.list(visit.id);
    response.type('html').send(sessionsPage(context.publicUrl, visit, sessions));
  });

export const endSessions = (context: Context): RequestHandler =>
  accountForm(context, async (visit, request, response) => {
    const { session } = Form.parse(request.body);
    if (session === undefined) await context.signedIn.endOthers(visit.id, visit.sessionUid);
    else await context.signedIn.end(visit.id, session);
    response.redirect(303, `${accountPath}/sessions`);
  });

function sessionsPage(shop: string, visit: AccountVisit, sessions: readonly SignedIn[]): string {
  const others = sessions.filter(({ uid }) => uid !== visit.sessionUid);
  const here = sessions.filter(({ uid }) => uid === visit.sessionUid);
  return accountSubPage(
    { shop, title: 'Where you are logged in' },
    html`<ul class="rows">${[...here, ...others].map((session) => row(visit, session))}</ul>
${
  others.length > 0
    ? formTo(
        '/sessions',
        visit,
        html`<div class="actions"><button type="submit" class="grave">Log out everywhere else</button></div>`,
      )
    : html`<p class="soft">Nowhere else.</p>`
}`,
  );
}

function row(visit: AccountVisit, { uid, device, beganAt, usedAt }: SignedIn): Html {
  const here = uid === visit.sessionUid;
  return html`<li><div><h2>${device}${here ? html` <span class="pill">this one</span>` : undefined}</h2>
<p class="soft">Since ${time(beganAt)}<br>Last used ${time(usedAt)}</p></div>${
    here
      ? html`<a class="button quiet" href="/auth/logout">Log out</a>`
      : formTo(
          '/sessions',
          visit,
          html`<button type="submit" class="quiet" name="session" value="${uid}" aria-label="Log out: ${device}, since ${words(beganAt)}">Log out</button>`,
        )
  }</li>`;
}

const format = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
const words = (at: Date): string => `${format.format(at)} UTC`;
const time = (at: Date): Html => html`<time datetime="${at.toISOString()}">${words(at)}</time>`;
