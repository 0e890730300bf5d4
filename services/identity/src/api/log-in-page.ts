/** The log-in page. */

import { html } from '@mambogo/service/html.ts';
import { emailLength, passwordLength } from '../domain/account-rules.ts';
import { alertBox, field } from './field.ts';
import { page } from './page.ts';

export interface LogInView {
  readonly shop: string;
  /** The interaction's path: where the form goes. */
  readonly path: string;
  /** What was typed, or the client's hint. */
  readonly login?: string;
  readonly alert?: string;
  /** Whether to tell the demo accounts. */
  readonly demo: boolean;
}

export function logInPage({ shop, path, login, alert, demo }: LogInView): string {
  const name = { name: 'login', label: 'User name or e-mail', autocomplete: 'username', max: emailLength };
  const password = { name: 'password', label: 'Password', autocomplete: 'current-password', max: passwordLength.max };
  return page(
    { shop, title: 'Log in', faulty: alert !== undefined },
    html`${alertBox(alert)}
<form method="post" action="${path}">
${field({ ...name, value: login, autofocus: !login })}
${field({ ...password, type: 'password', autofocus: Boolean(login) })}
<div class="actions">
<button type="submit">Log in</button>
<button type="submit" class="quiet" formaction="${path}/cancel" formnovalidate>Cancel</button>
</div>
</form>
<p class="aside">New here? <a href="${path}/sign-up">Create an account</a>${
      demo ? html`<br>Demo accounts: demo / demo and admin / admin.` : undefined
    }</p>`,
  );
}
