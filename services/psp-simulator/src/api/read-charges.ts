/** GET /v1/charges?reference= or ?since=&after=, and GET /v1/charges/{id}: the current state of charges. */
import { Problem } from '@mambogo/service/http/problem.ts';
import type { Express } from 'express';
import type { Context } from '../context.ts';
import type { Charge } from '../domain/charge.ts';
import { chargeView } from './charge-view.ts';

export function mountReadCharges(app: Express, context: Context): void {
  app.get('/v1/charges', (request, response) => {
    const { reference, since } = request.query;
    if (typeof since === 'string') return void response.json(readPage(context, since, request.query.after));
    if (typeof reference !== 'string') throw new Problem('validation', 'specify ?reference or ?since');
    response.json({ charges: context.ledger.chargesOf(reference).map((charge) => chargeView(context, charge)) });
  });
  app.get('/v1/charges/:id', (request, response) => {
    response.json(chargeView(context, findCharge(context, request.params.id)));
  });
}

const pageSize = 100;

/** Oldest first. `next` is the `after` of the following page. */
function readPage(context: Context, since: string, after: unknown) {
  const from = Date.parse(since);
  if (Number.isNaN(from)) throw new Problem('validation', '?since: must be a time');
  const found = context.ledger.chargesSince(
    from,
    typeof after === 'string' ? findCharge(context, after) : undefined,
    pageSize,
  );
  const next = found.length === pageSize ? found.at(-1)?.id : undefined;
  return { charges: found.map((charge) => chargeView(context, charge)), next };
}

export function findCharge({ ledger }: Context, id: string): Charge {
  const charge = ledger.charge(id);
  if (!charge) throw new Problem('not-found', 'there is no such charge');
  return charge;
}
