/** GET /v1/ledger: totals per currency, a row per reference, and numbers of callbacks by state. */
import type { Express } from 'express';
import type { Context } from '../context.ts';
import { readTotals } from '../store/totals.ts';

export function mountReadLedger(app: Express, { database, ledger, callbacks }: Context): void {
  app.get('/v1/ledger', (_request, response) => {
    ledger.settle();
    response.json({ ...readTotals(database), callbacks: callbacks.totals() });
  });
}
