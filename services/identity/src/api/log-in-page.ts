/** The log-in page. */

import { html } from '@mambogo/service/html.ts';
import { emailLength, passwordLength } from '../domain/account-rules.ts';
import { alertBox, field } from './field.ts';
import { type Page, type PageContext, page } from './page.ts';

export interface LogInView extends PageContext {
  /** The interaction's path: where the form goes. */
  readonly path: string;
  /** What was typed, or the client's hint. */
  readonly login?: string;
  readonly alert?: string;
  /** Whether to show the demo accounts. */
  readonly demo: boolean;
}

export function logInPage({ shop, locale, path, login, alert, demo }: LogInView): Page {
  const { logIn, fields, frame } = locale.texts;
  const name = { name: 'login', label: fields.nameOrEmail, autocomplete: 'username', max: emailLength };
  const password = {
    name: 'password',
    label: fields.password,
    autocomplete: 'current-password',
    max: passwordLength.max,
  };
  return page(
    { shop, locale, title: logIn.title, faulty: alert !== undefined },
    html`${alertBox(alert)}
<form method="post" action="${path}">
${field({ ...name, value: login, autofocus: !login })}
${field({ ...password, type: 'password', autofocus: Boolean(login) })}
<div class="actions">
<button type="submit">${logIn.submit}</button>
<button type="submit" class="quiet" formaction="${path}/cancel" formnovalidate>${frame.cancel}</button>
</div>
</form>
<p class="aside">${logIn.new} <a href="${path}/sign-up">${logIn.signUp}</a>${demo ? html`<br>${logIn.demo}` : undefined}</p>`,
  );
}
