/**
 * The page a shopper is sent to by tok_action, as a bank's own would be: approve or decline. Whoever knows the charge's
 * unguessable id may answer; a charge that no longer waits says so.
 */
import express, { type Express } from 'express';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { afterDecision, type Charge } from '../domain/charge.ts';
import { findCharge } from './read-charges.ts';

const Answer = z.object({ decision: z.enum(['approve', 'decline']) });

export function mountActionPage(app: Express, context: Context): void {
  const { ledger } = context;
  app.get('/actions/:id', (request, response) => {
    response.type('html').send(page(findCharge(context, request.params.id)));
  });
  app.post('/actions/:id', express.urlencoded({ extended: false, limit: '1kb' }), (request, response) => {
    const answer = Answer.safeParse(request.body);
    const charge = ledger.transaction(() => {
      const before = findCharge(context, request.params.id);
      if (!answer.success || before.status !== 'requires_action') return before;
      return ledger.setStatus(before.id, afterDecision(answer.data.decision));
    });
    response.type('html').send(page(charge));
  });
}

const page = ({ status, amount, currency }: Charge): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Payment simulator</title>
<h1>Payment simulator</h1>
${
  status === 'requires_action'
    ? `<p>A shop asks for ${amount} minor units of ${currency}.</p>
<form method="post"><button name="decision" value="approve">Approve</button>
<button name="decision" value="decline">Decline</button></form>`
    : `<p>This payment is ${status}. You can close this page.</p>`
}
</html>`;
