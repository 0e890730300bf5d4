/** The page on which a guest gives an e-mail address and continues without an account. */
import { html } from '@mambogo/service/http/html.ts';
import type { EmailError } from '../domain/account-rules.ts';
import { emailLength } from '../domain/email-address.ts';
import { alertBox, field } from './field.ts';
import { type Page, type PageContext, page } from './page.ts';

export interface GuestView extends PageContext {
  /** The interaction's path. */
  readonly path: string;
  readonly email?: string;
  readonly error?: EmailError;
  readonly alert?: string;
}

export function guestPage({ shop, locale, path, email, error, alert }: GuestView): Page {
  const { guest, fields, faults, frame, logIn, signUp } = locale.texts;
  return page(
    { shop, locale, title: guest.title, hasErrors: alert !== undefined || error !== undefined },
    html`${alertBox(alert)}<p class="soft">${guest.text}</p>
<form method="post" action="${path}/guest">
${field({
  name: 'email',
  label: fields.email,
  type: 'email',
  value: email,
  autocomplete: 'email',
  autofocus: true,
  max: emailLength,
  hint: guest.hint,
  error: error && faults.email[error],
})}
<div class="actions">
<button type="submit">${guest.submit}</button>
<button type="submit" class="quiet" formaction="${path}/cancel" formnovalidate>${frame.cancel}</button>
</div>
</form>
<p class="aside">${signUp.known} <a href="${path}/log-in">${signUp.logIn}</a><br>${logIn.new} <a href="${path}/sign-up">${logIn.signUp}</a></p>`,
  );
}
