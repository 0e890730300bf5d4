/**
 * GET and POST /auth/account/email. Whether somebody else has the same address is neither asked nor told: it is a way to log
 * in together with one's own password, and no proof of anything.
 */

import { html } from '@mambogo/service/html.ts';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { emailFault } from '../../domain/account-rules.ts';
import { emailLength } from '../../domain/email-address.ts';
import { accountPath } from '../../oidc/clients.ts';
import { alertBox, field } from '../field.ts';
import { type Page, type PageContext, pageContext, sendPage } from '../page.ts';
import { recordEvent } from '../record-event.ts';
import { tellWait } from '../tries.ts';
import { accountSubPage, demoNote, formTo, passwordAgain } from './account-page.ts';
import { tryOwnPassword } from './own-password.ts';
import { type AccountVisit, accountForm, accountPage } from './signed-in-person.ts';

const Form = z.object({ email: z.string().max(256).default(''), password: z.string().max(1_024).default('') });

export const showChangeEmail = (context: Context): RequestHandler =>
  accountPage(context, async (visit, request, response) => {
    sendPage(response, emailPage(pageContext(context, request), visit, { email: visit.email }));
  });

export const changeEmail = (context: Context): RequestHandler =>
  accountForm(context, async (visit, request, response) => {
    const { people } = context;
    const at = pageContext(context, request);
    const { faults } = at.locale.texts;
    const form = Form.parse(request.body);
    const email = form.email.trim();
    const again = (status: number, view: EmailView) =>
      sendPage(response, emailPage(at, visit, { email, ...view }), status);
    if (visit.demo) return again(403, {});
    const fault = email ? emailFault(email) : undefined;
    if (fault) return again(422, { fault: faults.email[fault] });
    const tried = await tryOwnPassword(context, request, visit, form.password);
    if (tried.type === 'early') return again(429, { alert: tellWait(response, at.locale, tried.seconds) });
    if (tried.type === 'wrong') return again(422, { passwordFault: faults.notYourPassword });
    await people.changeEmail(visit.id, email || undefined, form.password);
    recordEvent(context, request, { code: 'email.changed', outcome: 'success', subject: visit.id });
    response.redirect(303, `${accountPath}?done=email`);
  });

interface EmailView {
  readonly email?: string;
  readonly fault?: string;
  readonly passwordFault?: string;
  readonly alert?: string;
}

function emailPage(at: PageContext, visit: AccountVisit, { email, fault, passwordFault, alert }: EmailView): Page {
  const { email: texts, fields, hints, frame } = at.locale.texts;
  const title = visit.email ? texts.changeTitle : texts.addTitle;
  const form = formTo(
    '/email',
    visit,
    html`${field({
      name: 'email',
      label: fields.email,
      type: 'email',
      value: email,
      autocomplete: 'email',
      optional: frame.optional,
      max: emailLength,
      hint: hints.changeEmail,
      fault,
    })}
${passwordAgain(fields.yourPassword, passwordFault)}
<div class="actions"><button type="submit">${texts.submit}</button></div>`,
  );
  return accountSubPage(
    { ...at, title, faulty: Boolean(fault ?? passwordFault ?? alert) },
    html`${alertBox(alert)}<p class="soft">${texts.text}</p>
${visit.demo ? demoNote(at.locale) : form}`,
  );
}
