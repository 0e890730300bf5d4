/**
 * GET and POST /auth/account/password. Ends all other sessions and every refresh token, so that anyone who knew the old
 * password is logged out. This browser's refresh tokens end too; it gets new ones through its session.
 */

import { html } from '@mambogo/service/http/html.ts';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { passwordError } from '../../domain/account-rules.ts';
import { accountPath } from '../../oidc/clients.ts';
import { endGrants } from '../../store/oidc-records.ts';
import { checkPasswordStrength } from '../check-password-strength.ts';
import { alertBox } from '../field.ts';
import { sendRetryAfter } from '../login-attempts.ts';
import { newPasswordField } from '../new-password-field.ts';
import { type Page, type PageContext, pageContext, sendPage } from '../page.ts';
import { recordEvent } from '../record-event.ts';
import { accountSubPage, demoNote, formTo, passwordAgain } from './account-page.ts';
import { type AccountSession, accountForm, accountPage } from './account-session.ts';
import { verifyOwnPassword } from './verify-own-password.ts';

const typed = z.string().max(1_024).default('');
const Form = z.object({ password: typed, newPassword: typed });

export const showChangePassword = (context: Context): RequestHandler =>
  accountPage(context, async (accountSession, request, response) => {
    sendPage(response, passwordPage(pageContext(context, request), accountSession, {}));
  });

export const changePassword = (context: Context): RequestHandler =>
  accountForm(context, async (accountSession, request, response) => {
    const { people, signedInSessions: signedIn, database } = context;
    const at = pageContext(context, request);
    const { faults } = at.locale.texts;
    const { password, newPassword } = Form.parse(request.body);
    const again = (status: number, view: PasswordView) =>
      sendPage(response, passwordPage(at, accountSession, view), status);
    if (accountSession.demo) return again(403, {});
    const newError = passwordError(newPassword, [accountSession.login, accountSession.email]);
    if (newError) return again(422, { newError: faults.password[newError] });
    const attemptResult = await verifyOwnPassword(context, request, accountSession, password);
    if (attemptResult.type === 'early')
      return again(429, { alert: sendRetryAfter(response, at.locale, attemptResult.seconds) });
    if (attemptResult.type === 'wrong') return again(422, { oldError: faults.notYourPassword });
    const judged = await checkPasswordStrength(context, request, newPassword, [
      accountSession.login,
      accountSession.email,
    ]);
    if (judged.type === 'early') return again(429, { alert: sendRetryAfter(response, at.locale, judged.seconds) });
    if (judged.type === 'weak')
      return again(422, judged.why === 'busy' ? { alert: faults.busy } : { newError: faults.password[judged.why] });
    await people.changePassword(accountSession.id, newPassword);
    await signedIn.endOthers(accountSession.id, accountSession.sessionUid);
    await endGrants(database, accountSession.grantIds);
    recordEvent(context, request, { code: 'password.changed', outcome: 'success', subject: accountSession.id });
    response.redirect(303, `${accountPath}?done=password`);
  });

interface PasswordView {
  readonly oldError?: string;
  readonly newError?: string;
  readonly alert?: string;
}

function passwordPage(
  at: PageContext,
  accountSession: AccountSession,
  { oldError, newError, alert }: PasswordView,
): Page {
  const { password: texts, fields } = at.locale.texts;
  const form = formTo(
    '/password',
    accountSession,
    html`<input type="text" name="login" value="${accountSession.login}" autocomplete="username" hidden>
${passwordAgain(fields.oldPassword, oldError)}
${newPasswordField(at.locale, { name: 'newPassword', label: fields.newPassword, error: newError })}
<div class="actions"><button type="submit">${texts.submit}</button></div>`,
  );
  return accountSubPage(
    { ...at, title: texts.title, hasErrors: Boolean(oldError ?? newError ?? alert) },
    html`${alertBox(alert)}<p class="soft">${texts.text}</p>
${accountSession.demo ? demoNote(at.locale) : form}`,
  );
}
