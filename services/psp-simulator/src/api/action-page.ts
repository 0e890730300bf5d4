/**
 * The approval page of tok_action, like a bank's: approve or decline, then back to the shop. The charge's unguessable id grants
 * access. If the charge no longer waits for approval, the page shows its outcome.
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
    const form = ActionForm.safeParse(request.body);
    const charge = ledger.transaction(() => {
      const before = findCharge(context, request.params.id);
      if (!form.success || before.status !== 'requires_action') return before;
      return ledger.setStatus(before.id, afterDecision(form.data.decision));
    });
    setPagePolicy(response, { navigatesTo: shopOrigin });
    if (form.success && charge.returnUrl) response.redirect(303, charge.returnUrl);
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
<p class="note">A real bank would verify your identity here. No money is moved in this simulation.</p>`;

const outcomes: Readonly<Record<Charge['status'], string>> = {
  captured: 'The payment is approved',
  failed: 'The payment is declined',
  voided: 'The payment was cancelled',
  pending: 'The payment is being processed',
  requires_action: 'The payment is waiting for your approval',
};

const outcome = ({ status, returnUrl }: Charge): Html => html`<h1>${outcomes[status]}</h1>
${returnUrl ? html`<p><a href="${returnUrl}">Back to your order</a></p>` : html`<p>You can close this page.</p>`}`;
