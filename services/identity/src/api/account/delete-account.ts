/**
 * GET and POST /auth/account/delete: erases the person. Deleting their key makes every copy of their user name and e-mail
 * address unreadable, except in backups made before; order and cart erase their data when they receive the event (decision 28).
 */

import { html } from '@mambogo/service/http/html.ts';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { alertBox } from '../field.ts';
import { sendRetryAfter } from '../login-attempts.ts';
import { type Page, type PageContext, page, pageContext, sendPage } from '../page.ts';
import { recordEvent } from '../record-event.ts';
import { accountSubPage, demoNote, formTo, passwordAgain } from './account-page.ts';
import { type AccountSession, guestAccountForm, guestAccountPage } from './account-session.ts';
import { verifyOwnPassword } from './verify-own-password.ts';

const Form = z.object({ password: z.string().max(1_024).default('') });

export const showDeleteAccount = (context: Context): RequestHandler =>
  guestAccountPage(context, async (accountSession, request, response) => {
    sendPage(response, deletePage(pageContext(context, request), accountSession, {}));
  });

export const deleteAccount = (context: Context): RequestHandler =>
  guestAccountForm(context, async (accountSession, request, response) => {
    const { people } = context;
    const at = pageContext(context, request);
    const { password } = Form.parse(request.body);
    const again = (status: number, view: DeleteView) =>
      sendPage(response, deletePage(at, accountSession, view), status);
    if (accountSession.demo) return again(403, {});
    // A guest has no password: the session in this browser is all that they have.
    if (!accountSession.guest) {
      const attemptResult = await verifyOwnPassword(context, request, accountSession, password);
      if (attemptResult.type === 'early')
        return again(429, { alert: sendRetryAfter(response, at.locale, attemptResult.seconds) });
      if (attemptResult.type === 'wrong') return again(422, { error: at.locale.texts.faults.notYourPassword });
    }
    await people.remove(accountSession.id);
    recordEvent(context, request, { code: 'person.erased', outcome: 'success', subject: accountSession.id });
    sendPage(response, deletedPage(at));
  });

interface DeleteView {
  readonly error?: string;
  readonly alert?: string;
}

function deletePage(at: PageContext, accountSession: AccountSession, { error, alert }: DeleteView): Page {
  const { deletion, fields } = at.locale.texts;
  const form = formTo(
    '/delete',
    accountSession,
    html`${accountSession.guest ? undefined : passwordAgain(fields.yourPassword, error)}
<div class="actions"><button type="submit" class="grave">${deletion.submit}</button></div>`,
  );
  return accountSubPage(
    { ...at, title: deletion.title, hasErrors: Boolean(error ?? alert) },
    html`${alertBox(alert)}<p>${deletion.text}</p>
<p class="soft">${deletion.orders}</p>
${accountSession.demo ? demoNote(at.locale) : form}`,
  );
}

function deletedPage(at: PageContext): Page {
  const { deletion, frame } = at.locale.texts;
  return page(
    { ...at, title: deletion.doneTitle },
    html`<p class="done" role="status">${deletion.done}</p>
<div class="actions"><a class="button" href="${at.shop}/">${frame.toShop}</a></div>`,
  );
}
