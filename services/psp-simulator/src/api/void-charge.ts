/** POST /v1/charges/{id}/void: voids a charge that is not captured yet. Idempotent. */
import { Problem } from '@mambogo/service/http/problem.ts';
import type { Express } from 'express';
import type { Context } from '../context.ts';
import { canVoid } from '../domain/charge.ts';
import { chargeView } from './charge-view.ts';
import { findCharge } from './read-charges.ts';

export function mountVoidCharge(app: Express, context: Context): void {
  const { ledger } = context;
  app.post('/v1/charges/:id/void', (request, response) => {
    const voided = ledger.transaction(() => {
      const charge = findCharge(context, request.params.id);
      if (charge.status === 'voided') return charge;
      if (!canVoid(charge)) throw new Problem('invalid-transition', `the charge is already ${charge.status}`);
      return ledger.setStatus(charge.id, { status: 'voided', failureCode: null });
    });
    response.json(chargeView(context, voided));
  });
}
