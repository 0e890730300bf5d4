/**
 * GET and POST /auth/account/claim: a guest chooses a user name and a password, and is an account from then on: the same person,
 * with their orders. A taken user name costs as much as at sign-up.
 */
import { html } from '@mambogo/service/http/html.ts';
import type { RequestHandler } from 'express';
import type { Context } from '../../context.ts';
import { loginLength, type SignUpErrors, signUpErrors } from '../../domain/account-rules.ts';
import { accountPath } from '../../oidc/clients.ts';
import { checkPasswordStrength } from '../check-password-strength.ts';
import { alertBox, field } from '../field.ts';
import { SignUpForm } from '../interaction.ts';
import { attemptFromNetwork, sendRetryAfter } from '../login-attempts.ts';
import { newPasswordField } from '../new-password-field.ts';
import { type Page, type PageContext, pageContext, sendPage } from '../page.ts';
import { recordEvent } from '../record-event.ts';
import { accountSubPage, formTo } from './account-page.ts';
import { type AccountSession, guestAccountForm, guestAccountPage } from './account-session.ts';

export const showClaim = (context: Context): RequestHandler =>
  guestAccountPage(context, async (accountSession, request, response) => {
    if (!accountSession.guest) return response.redirect(303, accountPath);
    sendPage(response, claimPage(pageContext(context, request), accountSession, {}));
  });

export const claim = (context: Context): RequestHandler =>
  guestAccountForm(context, async (accountSession, request, response) => {
    const { id, email, guest } = accountSession;
    if (!guest) return response.redirect(303, accountPath);
    const at = pageContext(context, request);
    const { login, password } = SignUpForm.parse(request.body ?? {});
    const again = (status: number, view: ClaimView) =>
      sendPage(response, claimPage(at, accountSession, { login, ...view }), status);
    const faults = signUpErrors({ login, password, email });
    if (faults) return again(422, { faults });
    const judged = await checkPasswordStrength(context, request, password, [login, email]);
    if (judged.type === 'early') return again(429, { alert: sendRetryAfter(response, at.locale, judged.seconds) });
    if (judged.type === 'weak')
      return again(
        422,
        judged.why === 'busy' ? { alert: at.locale.texts.faults.busy } : { faults: { password: judged.why } },
      );
    const attemptResult = await attemptFromNetwork<true>(context, request, async () =>
      (await context.people.claim(id, login, password)) ? { type: 'right', value: true } : { type: 'wrong' },
    );
    if (attemptResult.type === 'early')
      return again(429, { alert: sendRetryAfter(response, at.locale, attemptResult.seconds) });
    if (attemptResult.type === 'wrong') return again(409, { faults: { login: 'taken' } });
    recordEvent(context, request, { code: 'guest.claimed', outcome: 'success', subject: id });
    response.redirect(303, `${accountPath}?done=claim`);
  });

interface ClaimView {
  readonly login?: string;
  readonly faults?: SignUpErrors;
  readonly alert?: string;
}

function claimPage(at: PageContext, accountSession: AccountSession, { login, faults = {}, alert }: ClaimView): Page {
  const { claim: texts, signUp, fields, hints, faults: faultTexts } = at.locale.texts;
  return accountSubPage(
    { ...at, title: texts.title, hasErrors: Boolean(faults.login ?? faults.password ?? alert) },
    html`${alertBox(alert)}<p class="soft">${texts.text}</p>
${formTo(
  '/claim',
  accountSession,
  html`${field({
    name: 'login',
    label: fields.userName,
    value: login,
    autocomplete: 'username',
    autofocus: true,
    ...loginLength,
    hint: hints.userName,
    error: faults.login && faultTexts.login[faults.login],
  })}
${newPasswordField(at.locale, { label: fields.password, error: faults.password && faultTexts.password[faults.password] })}
<div class="actions"><button type="submit">${signUp.submit}</button></div>`,
)}`,
  );
}
