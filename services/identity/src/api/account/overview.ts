/** GET /auth/account: shows the user, with links to change account data. */

import { type Html, html } from '@mambogo/service/http/html.ts';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { accountPath } from '../../oidc/clients.ts';
import { hasSecondFactor } from '../../store/second-factors.ts';
import type { Messages } from '../language/en.ts';
import { type Page, type PageContext, page, pageContext, sendPage } from '../page.ts';
import { type AccountSession, guestAccountPage } from './account-session.ts';
import { canHaveApiTokens } from './api-tokens.ts';

/** The change just made on the page the user comes from. */
type Change = keyof Messages['account']['done'];

const Query = z.object({
  done: z
    .enum(['email', 'password', 'claim'] satisfies Change[])
    .optional()
    .catch(undefined),
});

export const showOverview = (context: Context): RequestHandler =>
  guestAccountPage(context, async (accountSession, request, response) => {
    const { done } = Query.parse(request.query);
    const isProtected = hasSecondFactor(await context.secondFactors.of(accountSession.id));
    sendPage(response, overviewPage(pageContext(context, request), accountSession, isProtected, done));
  });

export function overviewPage(
  at: PageContext,
  accountSession: AccountSession,
  isProtected: boolean,
  change?: Change,
): Page {
  const { login, email, guest } = accountSession;
  const { account, apiTokens, claim, fields, security, sessions } = at.locale.texts;
  const link = (path: string, action: string, what: string): Html =>
    html`<a class="button quiet" href="${accountPath}/${path}" aria-label="${account.link(action, what)}">${action}</a>`;
  const guestRows = (): Html => html`${row(fields.email, email ?? account.none)}
${row(claim.title, account.guestText, link('claim', claim.title, claim.title))}
${row(account.deleteTitle, account.guestDeleteText, link('delete', account.delete, account.deleteTitle))}`;
  const memberRows = (): Html => html`${row(fields.userName, login)}
${row(fields.email, email ?? account.none, link('email', email ? account.change : account.add, fields.email))}
${row(fields.password, account.passwordText, link('password', account.change, fields.password))}
${row(security.title, isProtected ? security.overviewOn : security.overviewOff, link('security', account.show, security.title))}
${canHaveApiTokens(accountSession) ? row(apiTokens.title, apiTokens.overview, link('api-tokens', account.show, apiTokens.title)) : undefined}
${row(sessions.title, account.sessionsText, link('sessions', account.show, sessions.title))}
${row(account.deleteTitle, account.deleteText, link('delete', account.delete, account.deleteTitle))}`;
  return page(
    { ...at, title: account.title, width: 'wide' },
    html`${change ? html`<p class="done" role="status">${account.done[change]}</p>` : undefined}
<ul class="rows">
${guest ? guestRows() : memberRows()}
</ul>
<div class="actions"><a class="button" href="${at.shop}/">${account.toShop}</a><a class="button quiet" href="/auth/logout">${account.logOut}</a></div>`,
  );
}

const row = (name: string, value: string, link?: Html): Html =>
  html`<li><div><h2>${name}</h2><p class="soft">${value}</p></div>${link}</li>`;
