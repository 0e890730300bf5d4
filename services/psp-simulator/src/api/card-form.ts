/**
 * GET /card-form: the card form that a shop embeds. It tokenizes the card here and passes only the token to the embedding page
 * (messages: README.md). Only the shop's origin may embed it.
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
${field({ name: 'number', label: 'Card number', autocomplete: 'cc-number', placeholder: '1234 1234 1234 1234', maxLength: 23, wide: true })}
${field({ name: 'expiry', label: 'Expires', autocomplete: 'cc-exp', placeholder: 'MM / YY', maxLength: 9 })}
${field({ name: 'cvc', label: 'Security code', autocomplete: 'cc-csc', placeholder: '123', maxLength: 4 })}
<details class="wide">
<summary>Demo shop: test cards</summary>
<ul>${testCards.map(hint)}</ul>
</details>
<button type="submit" hidden></button>
</form>`;

interface Field {
  readonly name: string;
  readonly label: string;
  readonly autocomplete: string;
  readonly placeholder: string;
  readonly maxLength: number;
  readonly wide?: boolean;
}

const field = ({
  name,
  label,
  autocomplete,
  placeholder,
  maxLength,
  wide,
}: Field): Html => html`<div${wide ? html` class="wide"` : undefined}>
<label for="${name}">${label}</label>
<div class="control"><input id="${name}" name="${name}" type="text" inputmode="numeric" autocomplete="${autocomplete}" placeholder="${placeholder}" maxlength="${maxLength}" spellcheck="false" required aria-describedby="${name}-fault">${wide ? html`<span class="brand" id="brand" hidden></span>` : undefined}</div>
<p class="fault" id="${name}-fault" hidden></p>
</div>`;

const hint = ({ number, outcome }: TestCard): Html =>
  html`<li><button type="button" class="quiet" data-number="${number}"><span class="digits">${number.replaceAll(/(\d{4})(?=\d)/g, '$1 ')}</span> ${outcome}</button></li>\n`;
