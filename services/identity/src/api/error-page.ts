/** What a person sees when logging in or out can't go on. */

import { html } from '@mambogo/service/html.ts';
import { alertBox } from './field.ts';
import { page } from './page.ts';

export const errorPage = (shop: string, reason: string): string =>
  page(
    { shop, title: 'This did not work', faulty: true },
    html`${alertBox(reason)}
<p>Nothing is lost. Go back to the shop and start again from there.</p>
<div class="actions"><a class="button" href="${shop}/">Back to the shop</a></div>`,
  );
