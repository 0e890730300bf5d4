/**
 * GET and POST /auth/account/email. Never checks or reveals whether another account has the same address: an address only works
 * for logging in together with the account's own password, and proves nothing.
 */

import { html } from '@mambogo/service/http/html.ts';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { emailError } from '../../domain/account-rules.ts';
import { emailLength } from '../../domain/email-address.ts';
import { accountPath } from '../../oidc/clients.ts';
import { alertBox, field } from '../field.ts';
import { sendRetryAfter } from '../login-attempts.ts';
import { type Page, type PageContext, pageContext, sendPage } from '../page.ts';
import { recordEvent } from '../record-event.ts';
import { accountSubPage, demoNote, formTo, passwordAgain } from './account-page.ts';
import { type AccountSession, accountForm, accountPage } from './account-session.ts';
import { verifyOwnPassword } from './verify-own-password.ts';

const Form = z.object({ email: z.string().max(256).default(''), password: z.string().max(1_024).default('') });

export const showChangeEmail = (context: Context): RequestHandler =>
  accountPage(context, async (accountSession, request, response) => {
    sendPage(response, emailPage(pageContext(context, request), accountSession, { email: accountSession.email }));
  });

export const changeEmail = (context: Context): RequestHandler =>
  accountForm(context, async (accountSession, request, response) => {
    const { people } = context;
    const at = pageContext(context, request);
    const { faults } = at.locale.texts;
    const form = Form.parse(request.body);
    const email = form.email.trim();
    const again = (status: number, view: EmailView) =>
      sendPage(response, emailPage(at, accountSession, { email, ...view }), status);
    if (accountSession.demo) return again(403, {});
    const error = email ? emailError(email) : undefined;
    if (error) return again(422, { error: faults.email[error] });
    const attemptResult = await verifyOwnPassword(context, request, accountSession, form.password);
    if (attemptResult.type === 'early')
      return again(429, { alert: sendRetryAfter(response, at.locale, attemptResult.seconds) });
    if (attemptResult.type === 'wrong') return again(422, { passwordError: faults.notYourPassword });
    await people.changeEmail(accountSession.id, email || undefined, form.password);
    recordEvent(context, request, { code: 'email.changed', outcome: 'success', subject: accountSession.id });
    response.redirect(303, `${accountPath}?done=email`);
  });

interface EmailView {
  readonly email?: string;
  readonly error?: string;
  readonly passwordError?: string;
  readonly alert?: string;
}

function emailPage(
  at: PageContext,
  accountSession: AccountSession,
  { email, error, passwordError, alert }: EmailView,
): Page {
  const { email: texts, fields, hints, frame } = at.locale.texts;
  const title = accountSession.email ? texts.changeTitle : texts.addTitle;
  const form = formTo(
    '/email',
    accountSession,
    html`${field({
      name: 'email',
      label: fields.email,
      type: 'email',
      value: email,
      autocomplete: 'email',
      optional: frame.optional,
      max: emailLength,
      hint: hints.changeEmail,
      error,
    })}
${passwordAgain(fields.yourPassword, passwordError)}
<div class="actions"><button type="submit">${texts.submit}</button></div>`,
  );
  return accountSubPage(
    { ...at, title, hasErrors: Boolean(error ?? passwordError ?? alert) },
    html`${alertBox(alert)}<p class="soft">${texts.text}</p>
${accountSession.demo ? demoNote(at.locale) : form}`,
  );
}
