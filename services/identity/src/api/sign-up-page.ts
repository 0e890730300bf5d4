/** The sign-up page. */

import { html } from '@mambogo/service/html.ts';
import { emailLength, loginLength, passwordLength, type SignUpFaults } from '../domain/account-rules.ts';
import { alertBox, field } from './field.ts';
import { page } from './page.ts';

export interface SignUpView {
  readonly shop: string;
  /** The interaction's path. */
  readonly path: string;
  readonly login?: string;
  readonly email?: string;
  readonly faults?: SignUpFaults;
  readonly alert?: string;
}

export function signUpPage({ shop, path, login, email, faults, alert }: SignUpView): string {
  return page(
    { shop, title: 'Create an account', faulty: Boolean(faults ?? alert) },
    html`${alertBox(alert)}
<form method="post" action="${path}/sign-up">
${field({
  name: 'login',
  label: 'User name',
  value: login,
  autocomplete: 'username',
  autofocus: true,
  ...loginLength,
  hint: `${loginLength.min} to ${loginLength.max} characters, no spaces.`,
  fault: faults?.login,
})}
${field({
  name: 'email',
  label: 'E-mail',
  type: 'email',
  value: email,
  autocomplete: 'email',
  optional: true,
  max: emailLength,
  hint: 'To log in with instead of your user name. We send no mail.',
  fault: faults?.email,
})}
${field({
  name: 'password',
  label: 'Password',
  type: 'password',
  autocomplete: 'new-password',
  ...passwordLength,
  hint: `At least ${passwordLength.min} characters.`,
  fault: faults?.password,
})}
<div class="actions"><button type="submit">Create account</button></div>
</form>
<p class="aside">Already have one? <a href="${path}/log-in">Log in</a></p>`,
  );
}
