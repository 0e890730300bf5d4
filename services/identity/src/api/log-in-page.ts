/** The log-in page. */

import { html } from '@mambogo/service/http/html.ts';
import { passwordLength } from '../domain/account-rules.ts';
import { emailLength } from '../domain/email-address.ts';
import { alertBox, field } from './field.ts';
import { type Page, type PageContext, page } from './page.ts';
import { type PasskeyForm, passkeyForm } from './security/passkey-form.ts';

export interface LogInView extends PageContext {
  /** The interaction's path: the form's action. */
  readonly path: string;
  /** What was typed, or the client's `login_hint`. */
  readonly login?: string;
  readonly alert?: string;
  /** A logged-in user has to confirm that it is still them. */
  readonly confirms?: boolean;
  /** Whether to show the demo accounts. */
  readonly demo: boolean;
  readonly passkey?: Pick<PasskeyForm, 'options' | 'auto'>;
}

export function logInPage({ shop, locale, path, login, alert, confirms, demo, passkey }: LogInView): Page {
  const { logIn, fields, frame, security } = locale.texts;
  const name = { name: 'login', label: fields.nameOrEmail, autocomplete: 'username webauthn', max: emailLength };
  const password = {
    name: 'password',
    label: fields.password,
    autocomplete: 'current-password',
    max: passwordLength.max,
  };
  return page(
    { shop, locale, title: confirms ? security.confirm.title : logIn.title, hasErrors: alert !== undefined },
    html`${alertBox(alert)}${confirms ? html`<p class="soft">${security.confirm.text}</p>` : undefined}
<form method="post" action="${path}">
${field({ ...name, value: login, autofocus: !login })}
${field({ ...password, type: 'password', autofocus: Boolean(login) })}
<div class="actions">
<button type="submit">${logIn.submit}</button>
<button type="submit" class="quiet" formaction="${path}/cancel" formnovalidate>${frame.cancel}</button>
</div>
</form>
${
  passkey
    ? passkeyForm(locale, {
        kind: 'get',
        action: `${path}/passkey`,
        ...passkey,
        button: security.passkey.logIn,
        variant: 'quiet',
      })
    : undefined
}
<p class="aside"><a href="${path}/forgotten">${logIn.forgotten}</a><br>${logIn.new} <a href="${path}/sign-up">${logIn.signUp}</a>${confirms ? undefined : html`<br><a href="${path}/guest">${logIn.guest}</a>`}${demo ? html`<br>${logIn.demo}` : undefined}</p>`,
  );
}
