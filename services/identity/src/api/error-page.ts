/** What a person sees when logging in or out can't go on. */
import { html } from './html.ts';
import { page } from './page.ts';

export const errorPage = (shop: string, reason: string): string =>
  page(
    'This did not work',
    html`<p class="alert" role="alert">${reason}</p>
<p>Nothing is lost. Go back to the shop and start again from there.</p>
<p><a href="${shop}/">Back to the shop</a></p>`,
  );
