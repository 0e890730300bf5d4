/** GET /v1/charges?reference= and GET /v1/charges/{id}: charges as they now are. */
import { Problem } from '@mambogo/service/problem.ts';
import type { Express } from 'express';
import type { Context } from '../context.ts';
import type { Charge } from '../domain/charge.ts';
import { chargeView } from './charge-view.ts';

export function mountReadCharges(app: Express, context: Context): void {
  app.get('/v1/charges', (request, response) => {
    const { reference } = request.query;
    if (typeof reference !== 'string') throw new Problem('validation', '?reference: say which');
    response.json({ charges: context.ledger.chargesOf(reference).map((charge) => chargeView(context, charge)) });
  });
  app.get('/v1/charges/:id', (request, response) => {
    response.json(chargeView(context, findCharge(context, request.params.id)));
  });
}

export function findCharge({ ledger }: Context, id: string): Charge {
  const charge = ledger.charge(id);
  if (!charge) throw new Problem('not-found', 'there is no such charge');
  return charge;
}
