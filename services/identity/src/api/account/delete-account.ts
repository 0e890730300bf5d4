/**
 * GET and POST /auth/account/delete: somebody is forgotten. Their key goes, and with it every copy of their user name and e-mail
 * address, but for backups made before; order and cart erase what they keep as soon as they hear of it (decision 28).
 */

import { html } from '@mambogo/service/html.ts';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { alertBox } from '../field.ts';
import { type Page, type PageContext, page, pageContext, sendPage } from '../page.ts';
import { recordEvent } from '../record-event.ts';
import { tellWait } from '../tries.ts';
import { accountSubPage, demoNote, formTo, passwordAgain } from './account-page.ts';
import { tryOwnPassword } from './own-password.ts';
import { type AccountVisit, accountForm, accountPage } from './signed-in-person.ts';

const Form = z.object({ password: z.string().max(1_024).default('') });

export const showDeleteAccount = (context: Context): RequestHandler =>
  accountPage(context, async (visit, request, response) => {
    sendPage(response, deletePage(pageContext(context, request), visit, {}));
  });

export const deleteAccount = (context: Context): RequestHandler =>
  accountForm(context, async (visit, request, response) => {
    const { people } = context;
    const at = pageContext(context, request);
    const { password } = Form.parse(request.body);
    const again = (status: number, view: DeleteView) => sendPage(response, deletePage(at, visit, view), status);
    if (visit.demo) return again(403, {});
    const tried = await tryOwnPassword(context, request, visit, password);
    if (tried.type === 'early') return again(429, { alert: tellWait(response, at.locale, tried.seconds) });
    if (tried.type === 'wrong') return again(422, { fault: at.locale.texts.faults.notYourPassword });
    await people.remove(visit.id);
    recordEvent(context, request, { code: 'person.erased', outcome: 'success', subject: visit.id });
    sendPage(response, deletedPage(at));
  });

interface DeleteView {
  readonly fault?: string;
  readonly alert?: string;
}

function deletePage(at: PageContext, visit: AccountVisit, { fault, alert }: DeleteView): Page {
  const { deletion, fields } = at.locale.texts;
  const form = formTo(
    '/delete',
    visit,
    html`${passwordAgain(fields.yourPassword, fault)}
<div class="actions"><button type="submit" class="grave">${deletion.submit}</button></div>`,
  );
  return accountSubPage(
    { ...at, title: deletion.title, faulty: Boolean(fault ?? alert) },
    html`${alertBox(alert)}<p>${deletion.text}</p>
<p class="soft">${deletion.orders}</p>
${visit.demo ? demoNote(at.locale) : form}`,
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
