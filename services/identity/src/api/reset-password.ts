/**
 * GET and POST /auth/password-reset/{token}: the page of the link in a mail, on which a new password is chosen. It ends all sessions
 * and tokens of the person; a second factor stays, and is asked for at the next log-in.
 */
import { html } from '@mambogo/service/http/html.ts';
import type { Express, RequestHandler } from 'express';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { passwordError } from '../domain/account-rules.ts';
import { checkPasswordStrength } from './check-password-strength.ts';
import { alertBox } from './field.ts';
import { form, noStore } from './form.ts';
import { sendRetryAfter } from './login-attempts.ts';
import { newPasswordField } from './new-password-field.ts';
import { type Page, type PageContext, page, pageContext, sendPage } from './page.ts';
import { recordEvent } from './record-event.ts';
import { showError } from './show-error.ts';

export const passwordResetPath = '/auth/password-reset';

export function mountPasswordReset(app: Express, context: Context): void {
  app.use(passwordResetPath, noStore);
  app.get(`${passwordResetPath}/:token`, showReset(context));
  app.post(`${passwordResetPath}/:token`, form, resetPassword(context));
  app.use(passwordResetPath, showError(context));
}

const Params = z.object({ token: z.string().max(200) });
const Form = z.object({ password: z.string().max(1_024).default('') });

const showReset =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const at = pageContext(context, request);
    const { token } = Params.parse(request.params);
    const isOpen = (await context.passwordResets.personOf(token)) !== undefined;
    sendPage(response, isOpen ? resetPage(at, token, {}) : closedPage(at), isOpen ? 200 : 410);
  };

const resetPassword =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const { people, passwordResets, signedInSessions } = context;
    const at = pageContext(context, request);
    const { faults } = at.locale.texts;
    const { token } = Params.parse(request.params);
    const { password } = Form.parse(request.body ?? {});
    const id = await passwordResets.personOf(token);
    const person = id === undefined ? undefined : await people.find(id);
    if (!person) return sendPage(response, closedPage(at), 410);
    const again = (status: number, view: ResetView) => sendPage(response, resetPage(at, token, view), status);
    const known = [person.login, person.email];
    const error = passwordError(password, known);
    if (error) return again(422, { error: faults.password[error] });
    const judged = await checkPasswordStrength(context, request, password, known);
    if (judged.type === 'early') return again(429, { alert: sendRetryAfter(response, at.locale, judged.seconds) });
    if (judged.type === 'weak')
      return again(422, judged.why === 'busy' ? { alert: faults.busy } : { error: faults.password[judged.why] });
    if (!(await passwordResets.use(token))) return sendPage(response, closedPage(at), 410);
    await people.changePassword(person.id, password);
    await signedInSessions.endAll(person.id);
    recordEvent(context, request, { code: 'password.reset', outcome: 'success', subject: person.id });
    sendPage(response, donePage(at));
  };

interface ResetView {
  readonly error?: string;
  readonly alert?: string;
}

function resetPage(at: PageContext, token: string, { error, alert }: ResetView): Page {
  const { reset, fields } = at.locale.texts;
  return page(
    { ...at, title: reset.title, hasErrors: Boolean(error ?? alert) },
    html`${alertBox(alert)}<p class="soft">${reset.text}</p>
<form method="post" action="${passwordResetPath}/${token}">
${newPasswordField(at.locale, { label: fields.newPassword, autofocus: true, error })}
<div class="actions"><button type="submit">${reset.submit}</button></div>
</form>`,
  );
}

const donePage = (at: PageContext): Page => endPage(at, at.locale.texts.reset.doneTitle, at.locale.texts.reset.done);
const closedPage = (at: PageContext): Page =>
  endPage(at, at.locale.texts.reset.closedTitle, at.locale.texts.reset.closed);

const endPage = (at: PageContext, title: string, text: string): Page =>
  page(
    { ...at, title },
    html`<p role="status">${text}</p>
<div class="actions"><a class="button" href="${at.shop}/">${at.locale.texts.frame.toShop}</a></div>`,
  );
