/** GET /v1/ledger: totals per currency and a row per reference. */
import type { Express } from 'express';
import type { Context } from '../context.ts';
import { readTotals } from '../store/totals.ts';

export function mountReadLedger(app: Express, { database, now }: Context): void {
  app.get('/v1/ledger', (_request, response) => {
    response.json(readTotals(database, now()));
  });
}
