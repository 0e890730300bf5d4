/** POST /v1/charges/{id}/refunds: refunds a charge, never more than was captured. The first response to a key is replayed. */
import { Problem } from '@mambogo/service/http/problem.ts';
import type { Express } from 'express';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { refundable } from '../domain/charge.ts';
import { findCharge } from './read-charges.ts';
import { readBody, readIdempotencyKey } from './read-request.ts';

const NewRefund = z.strictObject({
  /** Minor units. */
  amount: z.int().min(1),
  /** The merchant's own name for it; shown with the charge. */
  reference: z.string().min(1).max(200).optional(),
});

export function mountRefundCharge(app: Express, context: Context): void {
  const { ledger, savedResponses } = context;
  app.post('/v1/charges/:id/refunds', (request, response) => {
    const key = readIdempotencyKey(request);
    const { amount, reference } = readBody(request, NewRefund);
    const fingerprint = ['refund', request.params.id, amount, reference];
    const result = ledger.transaction(() => {
      const saved = savedResponses.find(key, fingerprint);
      if (saved) return saved;
      const charge = findCharge(context, request.params.id);
      if (amount > refundable(charge))
        throw new Problem('refund-exceeds-payment', `only ${refundable(charge)} can still be refunded, not ${amount}`);
      const { createdAt, ...refund } = ledger.refund(charge.id, amount, reference ?? null);
      const body = JSON.stringify({ ...refund, createdAt: new Date(createdAt).toISOString() });
      savedResponses.save(key, fingerprint, { status: 201, body });
      return { status: 201, body };
    });
    response.status(result.status).type('json').send(result.body);
  });
}
