/** Asking whether to log out, and saying that it is done. */
import { Html, html } from './html.ts';
import { page } from './page.ts';

/** @param form the provider's own form (id op.logoutForm) with its token against forgery */
export const logOutPage = (form: string): string =>
  page(
    'Log out?',
    html`${new Html(form)}
<button type="submit" form="op.logoutForm" name="logout" value="yes" autofocus>Log out</button>
<button type="submit" form="op.logoutForm" class="quiet">Stay logged in</button>`,
  );

export const loggedOutPage = (shop: string): string =>
  page('You are logged out', html`<p><a href="${shop}/">Back to the shop</a></p>`);
