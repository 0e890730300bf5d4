/** The page shown when logging in or out fails. */

import { html } from '@mambogo/service/http/html.ts';
import { alertBox } from './field.ts';
import { type Page, type PageContext, page } from './page.ts';

/** @param technical details for developers, in English */
export function errorPage(at: PageContext, reason: string, technical?: string): Page {
  const { errors, frame } = at.locale.texts;
  return page(
    { ...at, title: errors.title, hasErrors: true },
    html`${alertBox(reason)}
<p>${errors.text}</p>
${technical ? html`<p class="soft" lang="en">${technical}</p>` : undefined}
<div class="actions"><a class="button" href="${at.shop}/">${frame.toShop}</a></div>`,
  );
}
