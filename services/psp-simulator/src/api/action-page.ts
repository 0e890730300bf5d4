/**
 * The approval page of tok_action, like a bank's: approve or decline, then back to the shop. The charge's unguessable id grants
 * access. If the charge no longer waits for approval, the page shows its outcome. In the browser's language, as a bank does not know
 * the shop's.
 */

import { formatMoney } from '@mambogo/contracts/currency/format-money.ts';
import { type Html, html } from '@mambogo/service/http/html.ts';
import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { type ActionTexts, actionTexts } from '../domain/action-texts.ts';
import { afterDecision, type Charge } from '../domain/charge.ts';
import { renderDocument, setPagePolicy } from './page-head.ts';
import { findCharge } from './read-charges.ts';

const ActionForm = z.object({ decision: z.enum(['approve', 'decline']) });

export function mountActionPage(pages: Router, context: Context): void {
  const { ledger, shopOrigin } = context;
  const send = (request: Request, response: Response, charge: Charge) => {
    const language = request.acceptsLanguages('en', 'de') === 'de' ? 'de' : 'en';
    const texts = actionTexts[language];
    response.vary('accept-language').type('html');
    response.send(
      renderDocument(texts.title, ['look.css', 'action-page.css'], '../', page(charge, texts, language), language),
    );
  };
  pages.get('/actions/:id', (request, response) => {
    setPagePolicy(response, { navigatesTo: shopOrigin });
    send(request, response, findCharge(context, request.params.id));
  });
  pages.post('/actions/:id', express.urlencoded({ extended: false, limit: '1kb' }), (request, response) => {
    const form = ActionForm.safeParse(request.body);
    const charge = ledger.transaction(() => {
      const before = findCharge(context, request.params.id);
      if (!form.success || before.status !== 'requires_action') return before;
      return ledger.setStatus(before.id, afterDecision(form.data.decision));
    });
    setPagePolicy(response, { navigatesTo: shopOrigin });
    if (form.success && charge.returnUrl) response.redirect(303, charge.returnUrl);
    else send(request, response, charge);
  });
}

const page = (charge: Charge, texts: ActionTexts, language: string): Html => html`<main>
<p class="bank">${texts.bank}</p>
${charge.status === 'requires_action' ? question(charge, texts, language) : outcome(charge, texts)}
</main>`;

const question = (
  { amount, currency }: Charge,
  texts: ActionTexts,
  language: string,
): Html => html`<h1>${texts.question}</h1>
<p class="amount">${formatMoney({ amount, currency }, language)}</p>
<form method="post">
<button name="decision" value="approve">${texts.approve}</button>
<button name="decision" value="decline" class="quiet">${texts.decline}</button>
</form>
<p class="note">${texts.note}</p>`;

const outcome = ({ status, returnUrl }: Charge, texts: ActionTexts): Html => html`<h1>${texts.outcomes[status]}</h1>
${returnUrl ? html`<p><a href="${returnUrl}">${texts.back}</a></p>` : html`<p>${texts.close}</p>`}`;
