/**
 * GET and POST /auth/guest/{token}/orders/{id}: the link in a mail to a guest. Its button keeps the token in a short-lived cookie and
 * leads to the order's page, whose request to log in (prompt=guest) then continues as that guest. A link alone does nothing: mail
 * servers open links.
 */
import { html } from '@mambogo/service/http/html.ts';
import type { Express, Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { guestOf } from '../domain/guest-token.ts';
import { cookieOf, setCookie } from './cookies.ts';
import { form, noStore } from './form.ts';
import { page, pageContext, sendPage } from './page.ts';
import { showError } from './show-error.ts';

const path = '/auth/guest';
const cookieName = 'mambogo_guest_link';
const cookieSeconds = 600;

export function mountGuestLinks(app: Express, context: Context): void {
  app.use(path, noStore);
  app.get(`${path}/:token/orders/:id`, showGuestLink(context));
  app.post(`${path}/:token/orders/:id`, form, openGuestLink(context));
  app.use(path, showError(context));
}

const Params = z.object({ token: z.string().max(200), id: z.uuid() });

const showGuestLink =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const { token, id } = Params.parse(request.params);
    const at = pageContext(context, request);
    const { guestLink, frame } = at.locale.texts;
    const person = await guestOfToken(context, token);
    if (person && !person.guest) return response.redirect(303, `${at.shop}/orders/${id}`);
    const content = person
      ? html`<p class="soft">${guestLink.text}</p>
<form method="post" action="${path}/${token}/orders/${id}"><div class="actions"><button type="submit">${guestLink.submit}</button></div></form>`
      : html`<p role="status">${guestLink.closed}</p>
<div class="actions"><a class="button" href="${at.shop}/">${frame.toShop}</a></div>`;
    sendPage(response, page({ ...at, title: guestLink.title }, content), person ? 200 : 410);
  };

const openGuestLink =
  (context: Context): RequestHandler =>
  (request, response) => {
    const { token, id } = Params.parse(request.params);
    keep(context, response, token, cookieSeconds);
    response.redirect(303, `${context.publicUrl}/orders/${id}#guest`);
  };

/** The guest whose link was just opened in this browser; the link is used up. */
export async function guestOfLink(context: Context, request: Request, response: Response): Promise<string | undefined> {
  const token = cookieOf(request, cookieName);
  if (!token) return undefined;
  keep(context, response, '', 0);
  const person = await guestOfToken(context, token);
  return person?.guest ? person.id : undefined;
}

function keep({ publicUrl }: Context, response: Response, value: string, seconds: number): void {
  setCookie(response, { name: cookieName, value, path: '/auth', secure: publicUrl.startsWith('https:'), seconds });
}

async function guestOfToken({ people, secrets }: Context, token: string) {
  const id = guestOf(secrets.guestLinksKey, token, Math.floor(Date.now() / 1_000));
  return id === undefined ? undefined : people.find(id);
}
