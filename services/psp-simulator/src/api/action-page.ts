/**
 * The page a shopper is sent to by tok_action, as a bank's own would be: approve or decline, and back to the shop. Whoever
 * knows the charge's unguessable id may answer; a charge that no longer waits says so.
 */

import { formatMoney } from '@mambogo/contracts/currency/format-money.ts';
import { type Html, html } from '@mambogo/service/http/html.ts';
import express, { type Router } from 'express';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { afterDecision, type Charge } from '../domain/charge.ts';
import { renderDocument, setPagePolicy } from './page-head.ts';
import { findCharge } from './read-charges.ts';

const ActionForm = z.object({ decision: z.enum(['approve', 'decline']) });

export function mountActionPage(pages: Router, context: Context): void {
  const { ledger, shopOrigin } = context;
  const show = (charge: Charge) =>
    renderDocument('Approve the payment', ['look.css', 'action-page.css'], '../', page(charge));
  pages.get('/actions/:id', (request, response) => {
    setPagePolicy(response, { navigatesTo: shopOrigin });
    response.type('html').send(show(findCharge(context, request.params.id)));
  });
  pages.post('/actions/:id', express.urlencoded({ extended: false, limit: '1kb' }), (request, response) => {
    const answer = ActionForm.safeParse(request.body);
    const charge = ledger.transaction(() => {
      const before = findCharge(context, request.params.id);
      if (!answer.success || before.status !== 'requires_action') return before;
      return ledger.setStatus(before.id, afterDecision(answer.data.decision));
    });
    setPagePolicy(response, { navigatesTo: shopOrigin });
    if (answer.success && charge.returnUrl) response.redirect(303, charge.returnUrl);
    else response.type('html').send(show(charge));
  });
}

const page = (charge: Charge): Html => html`<main>
<p class="bank">Payment simulator</p>
${charge.status === 'requires_action' ? question(charge) : outcome(charge)}
</main>`;

const question = ({ amount, currency }: Charge): Html => html`<h1>Approve the payment?</h1>
<p class="amount">${formatMoney({ amount, currency }, 'en')}</p>
<form method="post">
<button name="decision" value="approve">Approve</button>
<button name="decision" value="decline" class="quiet">Decline</button>
</form>
<p class="note">Here a real bank would ask who you are. No money moves in a simulation.</p>`;

const outcomes: Readonly<Record<Charge['status'], string>> = {
  captured: 'The payment is approved',
  failed: 'The payment is declined',
  voided: 'The payment was called off',
  pending: 'The payment is being made',
  requires_action: 'The payment waits for you',
};

const outcome = ({ status, returnUrl }: Charge): Html => html`<h1>${outcomes[status]}</h1>
${returnUrl ? html`<p><a href="${returnUrl}">Back to your order</a></p>` : html`<p>You can close this page.</p>`}`;
