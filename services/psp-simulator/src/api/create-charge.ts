/**
 * POST /v1/charges: creates a charge, captured or failed. The first response to an Idempotency-Key is saved with the charge in
 * one transaction and replayed. An error before that saves nothing, so a request with the same key may be retried.
 */
import { setTimeout } from 'node:timers/promises';
import { limits } from '@mambogo/contracts/limits.ts';
import { Currency } from '@mambogo/contracts/money.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { Express } from 'express';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { behaviourOf, type ChargedAmount } from '../domain/test-token.ts';
import { chargeView } from './charge-view.ts';
import { readBody, readIdempotencyKey } from './read-request.ts';

const NewCharge = z.strictObject({
  /** The merchant's own name for it, e.g. `<orderId>:<attempt>`. */
  reference: z.string().min(1).max(200),
  /** Minor units. */
  amount: z.int().min(limits.amount.min).max(limits.amount.max),
  currency: Currency,
  token: z.string().min(1).max(200),
  /** Page of the shop the customer returns to after the approval page. */
  returnUrl: z.url().max(500).optional(),
});

export function mountCreateCharge(app: Express, context: Context): void {
  const { ledger, savedResponses, durations, callbackWorker, shopOrigin, now } = context;
  app.post('/v1/charges', async (request, response) => {
    const key = readIdempotencyKey(request);
    const { returnUrl, ...charge } = readBody(request, NewCharge);
    requireShopOrigin(shopOrigin, returnUrl);
    const fingerprint = ['charge', charge];
    const saved = savedResponses.find(key, fingerprint);
    if (saved) {
      response.status(saved.status).type('json').set('idempotent-replayed', 'true').send(saved.body);
      return;
    }
    const behaviour = behaviourOf(charge.token, durations);
    if (behaviour.errorsFirst && ledger.countFailedTry(charge.reference) <= behaviour.errorsFirst)
      throw new Problem('internal', 'tok_error: nothing was saved; try again');
    const created = ledger.transaction(() => {
      const made = ledger.add({
        reference: charge.reference,
        ...(behaviour.captures ?? asRequested)({ amount: charge.amount, currency: charge.currency }),
        status: behaviour.status,
        failureCode: behaviour.failureCode ?? null,
        settlesAt: behaviour.settlesAfter === undefined ? null : Math.round(now() + behaviour.settlesAfter * 1_000),
        returnUrl: shopOrigin && returnUrl ? returnUrl : null,
        callbacks: callbackWorker ? (behaviour.callbacks ?? 0) : 0,
      });
      const result = { status: 201, body: JSON.stringify(chargeView(context, made)) };
      savedResponses.save(key, fingerprint, result);
      return result;
    });
    if (behaviour.responseDelay) await setTimeout(behaviour.responseDelay * 1_000, undefined, { ref: false });
    response.status(created.status).type('json').send(created.body);
  });
}

const asRequested = (requested: ChargedAmount): ChargedAmount => requested;

/** Customers are redirected to the shop only. Without a configured shop there is no redirect. */
function requireShopOrigin(shopOrigin: string | undefined, returnUrl: string | undefined): void {
  if (shopOrigin && returnUrl && new URL(returnUrl).origin !== shopOrigin)
    throw new Problem('validation', `/returnUrl: must be a page of ${shopOrigin}`);
}
