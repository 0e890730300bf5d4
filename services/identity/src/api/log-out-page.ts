/** The pages that ask for confirmation of the log-out and report that it is done. */
import { Html, html } from '@mambogo/service/http/html.ts';
import { type Page, type PageContext, page } from './page.ts';

/** @param form the provider's own form (id op.logoutForm) with its CSRF token */
export function logOutPage(at: PageContext, form: string): Page {
  const { logOut } = at.locale.texts;
  return page(
    { ...at, title: logOut.question },
    html`<p>${logOut.text}</p>
${new Html(form)}
<div class="actions">
<button type="submit" form="op.logoutForm" name="logout" value="yes" autofocus>${logOut.submit}</button>
<button type="submit" form="op.logoutForm" class="quiet">${logOut.stay}</button>
</div>`,
  );
}

export function loggedOutPage(at: PageContext): Page {
  const { logOut, frame } = at.locale.texts;
  return page(
    { ...at, title: logOut.done },
    html`<div class="actions"><a class="button" href="${at.shop}/">${frame.toShop}</a></div>`,
  );
}
