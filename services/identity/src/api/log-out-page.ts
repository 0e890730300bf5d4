/** Asking whether to log out, and saying that it is done. */
import { Html, html } from '@mambogo/service/html.ts';
import { page } from './page.ts';

/** @param form the provider's own form (id op.logoutForm) with its token against forgery */
export const logOutPage = (shop: string, form: string): string =>
  page(
    { shop, title: 'Log out?' },
    html`<p>You will be logged out in this browser, in all its tabs.</p>
${new Html(form)}
<div class="actions">
<button type="submit" form="op.logoutForm" name="logout" value="yes" autofocus>Log out</button>
<button type="submit" form="op.logoutForm" class="quiet">Stay logged in</button>
</div>`,
  );

export const loggedOutPage = (shop: string): string =>
  page(
    { shop, title: 'You are logged out' },
    html`<div class="actions"><a class="button" href="${shop}/">Back to the shop</a></div>`,
  );
