/**
 * GET /card-form: the page that a shop embeds to ask for a card. It turns the card into a token here and hands that, and
 * nothing else, to the page around it: README.md has the messages. Only the shop's own origin may embed it.
 */

import { type Html, html } from '@mambogo/service/http/html.ts';
import type { Router } from 'express';
import type { Context } from '../context.ts';
import { type TestCard, testCards } from '../domain/test-card.ts';
import { renderDocument, setPagePolicy } from './page-head.ts';

export function mountCardForm(pages: Router, { shopOrigin }: Pick<Context, 'shopOrigin'>): void {
  const page = renderDocument('Card', ['look.css', 'card-form.css', 'card-form.js'], '', form(shopOrigin));
  pages.get('/card-form', (_request, response) => {
    setPagePolicy(response, { frame: shopOrigin });
    response.type('html').send(page);
  });
}

const form = (shopOrigin = ''): Html => html`<form aria-label="Card" novalidate data-shop="${shopOrigin}">
<p class="alert wide" id="alert" role="alert" hidden></p>
${field({ name: 'number', label: 'Card number', autocomplete: 'cc-number', placeholder: '1234 1234 1234 1234', most: 23, wide: true })}
${field({ name: 'expiry', label: 'Expires', autocomplete: 'cc-exp', placeholder: 'MM / YY', most: 9 })}
${field({ name: 'cvc', label: 'Security code', autocomplete: 'cc-csc', placeholder: '123', most: 4 })}
<details class="wide">
<summary>This shop is a trial: test cards</summary>
<ul>${testCards.map(hint)}</ul>
</details>
<button type="submit" hidden></button>
</form>`;

interface Field {
  readonly name: string;
  readonly label: string;
  readonly autocomplete: string;
  readonly placeholder: string;
  /** Characters. */
  readonly most: number;
  readonly wide?: boolean;
}

const field = ({
  name,
  label,
  autocomplete,
  placeholder,
  most,
  wide,
}: Field): Html => html`<div${wide ? html` class="wide"` : undefined}>
<label for="${name}">${label}</label>
<div class="control"><input id="${name}" name="${name}" type="text" inputmode="numeric" autocomplete="${autocomplete}" placeholder="${placeholder}" maxlength="${most}" spellcheck="false" required aria-describedby="${name}-fault">${wide ? html`<span class="brand" id="brand" hidden></span>` : undefined}</div>
<p class="fault" id="${name}-fault" hidden></p>
</div>`;

const hint = ({ number, outcome }: TestCard): Html =>
  html`<li><button type="button" class="quiet" data-number="${number}"><span class="digits">${number.replaceAll(/(\d{4})(?=\d)/g, '$1 ')}</span> ${outcome}</button></li>\n`;
