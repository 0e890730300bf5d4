/** The sign-up page. */

import { html } from '@mambogo/service/http/html.ts';
import { loginLength, type SignUpErrors } from '../domain/account-rules.ts';
import { emailLength } from '../domain/email-address.ts';
import { alertBox, field } from './field.ts';
import { newPasswordField } from './new-password-field.ts';
import { type Page, type PageContext, page } from './page.ts';

export interface SignUpView extends PageContext {
  /** The interaction's path. */
  readonly path: string;
  readonly login?: string;
  readonly email?: string;
  readonly faults?: SignUpErrors;
  readonly alert?: string;
}

export function signUpPage({ shop, locale, path, login, email, faults = {}, alert }: SignUpView): Page {
  const { signUp, fields, hints, faults: faultTexts, frame } = locale.texts;
  const hasErrors = alert !== undefined || Object.values(faults).some((error) => error !== undefined);
  return page(
    { shop, locale, title: signUp.title, hasErrors },
    html`${alertBox(alert)}
<form method="post" action="${path}/sign-up">
${field({
  name: 'login',
  label: fields.userName,
  value: login,
  autocomplete: 'username',
  autofocus: true,
  ...loginLength,
  hint: hints.userName,
  error: faults.login && faultTexts.login[faults.login],
})}
${field({
  name: 'email',
  label: fields.email,
  type: 'email',
  value: email,
  autocomplete: 'email',
  optional: frame.optional,
  max: emailLength,
  hint: hints.signUpEmail,
  error: faults.email && faultTexts.email[faults.email],
})}
${newPasswordField(locale, { label: fields.password, error: faults.password && faultTexts.password[faults.password] })}
<div class="actions"><button type="submit">${signUp.submit}</button></div>
</form>
<p class="aside">${signUp.known} <a href="${path}/log-in">${signUp.logIn}</a></p>`,
  );
}
