/**
 * GET /card-form: the card form that a shop embeds. It tokenizes the card here and passes only the token to the embedding page
 * (messages: README.md). Only the shop's origin may embed it.
 */

import { type Html, html } from '@mambogo/service/http/html.ts';
import type { Router } from 'express';
import type { Context } from '../context.ts';
import { type CardTexts, cardTexts } from '../domain/card-form-texts.ts';
import { type TestCard, testCards } from '../domain/test-card.ts';
import { renderDocument, setPagePolicy } from './page-head.ts';

export function mountCardForm(pages: Router, { shopOrigin }: Pick<Context, 'shopOrigin'>): void {
  const page = (language: 'en' | 'de') => {
    const texts = cardTexts[language];
    const files = ['look.css', 'card-form.css', 'card-form.js'];
    return renderDocument(texts.title, files, '', form(texts, shopOrigin), language);
  };
  const rendered = { en: page('en'), de: page('de') };
  pages.get('/card-form', ({ query }, response) => {
    setPagePolicy(response, { frame: shopOrigin });
    response.type('html').send(rendered[query.language === 'de' ? 'de' : 'en']);
  });
}

const form = (
  texts: CardTexts,
  shopOrigin = '',
): Html => html`<form aria-label="${texts.title}" novalidate data-shop="${shopOrigin}">
<p class="alert wide" id="alert" role="alert" hidden></p>
${field({ name: 'number', label: texts.number, autocomplete: 'cc-number', placeholder: '1234 1234 1234 1234', maxLength: 23, wide: true })}
${field({ name: 'expiry', label: texts.expiry, autocomplete: 'cc-exp', placeholder: texts.expiryFormat, maxLength: 9 })}
${field({ name: 'cvc', label: texts.cvc, autocomplete: 'cc-csc', placeholder: '123', maxLength: 4 })}
<details class="wide">
<summary>${texts.testCards}</summary>
<ul>${testCards.map((card) => hint(card, texts))}</ul>
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

const hint = ({ number, outcome }: TestCard, { outcomes }: CardTexts): Html =>
  html`<li><button type="button" class="quiet" data-number="${number}"><span class="digits">${number.replaceAll(/(\d{4})(?=\d)/g, '$1 ')}</span> ${outcomes[outcome]}</button></li>\n`;
