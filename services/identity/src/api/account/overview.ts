/** GET /auth/account: who somebody is here, and the ways to change it. */

import { type Html, html } from '@mambogo/service/html.ts';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { accountPath } from '../../oidc/clients.ts';
import { page } from '../page.ts';
import { type AccountVisit, accountPage } from './signed-in-person.ts';

/** What was done on the page somebody comes from. */
const done = {
  email: 'Your e-mail address is changed.',
  password: 'Your password is changed. You are logged out everywhere else.',
} as const;

const Query = z.object({ done: z.enum(['email', 'password']).optional().catch(undefined) });

export const showOverview = (context: Context): RequestHandler =>
  accountPage(context, async (visit, request, response) => {
    const { done } = Query.parse(request.query);
    response.type('html').send(overviewPage(context.publicUrl, visit, done));
  });

export const overviewPage = (shop: string, { login, email }: AccountVisit, change?: keyof typeof done): string =>
  page(
    { shop, title: 'Your account', width: 'wide' },
    html`${change ? html`<p class="done" role="status">${done[change]}</p>` : undefined}
<ul class="rows">
${row('User name', login)}
${row('E-mail', email ?? 'None', 'email', email ? 'Change' : 'Add', 'e-mail')}
${row('Password', 'Known to you alone', 'password', 'Change', 'password')}
${row('Where you are logged in', 'Browsers and programs that can use your account', 'sessions', 'Look', 'where you are logged in')}
${row('Delete account', 'Forget who you are, for good', 'delete', 'Delete', 'account')}
</ul>
<div class="actions"><a class="button" href="${shop}/">To the shop</a><a class="button quiet" href="/auth/logout">Log out</a></div>`,
  );

/** @param object what a link is about, for who hears links alone */
const row = (name: string, value: string, path?: string, link?: string, object?: string): Html =>
  html`<li><div><h2>${name}</h2><p class="soft">${value}</p></div>${
    path
      ? html`<a class="button quiet" href="${accountPath}/${path}" aria-label="${link}: ${object}">${link}</a>`
      : undefined
  }</li>`;
