/**
 * Finds the PaymentIntent of an attempt. By its id, where Stripe has told us one. Else in the list of those made since the
 * order was placed: lists show what was made at once. Stripe's search does not (its index is minutes behind, sometimes
 * more), so it proves no absence and is not asked.
 */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import Stripe from 'stripe';
import { type ChargeTrace, chargeName } from '../domain/payment-provider.ts';
import { metadataKey } from './charge-result-of-intent.ts';
import type { StripeCall } from './stripe-deadline.ts';

type Intent = Stripe.PaymentIntent;

/** Undefined: Stripe has none. */
export async function findIntent(
  stripe: Stripe,
  call: StripeCall,
  orderId: OrderId,
  attempt: number,
  trace?: ChargeTrace,
): Promise<Intent | undefined> {
  const name = chargeName(orderId, attempt);
  const known = trace?.reference ? await findById(stripe, call, trace.reference) : undefined;
  if (known?.metadata[metadataKey] === name) return known;

  const created = createdBetween(orderId, trace, Date.now());
  let found: Intent | undefined;
  let after: string | undefined;
  for (;;) {
    const request = { created, limit: 100, ...(after ? { starting_after: after } : {}) };
    const page = await call((timed) => stripe.paymentIntents.list(request, timed));
    for (const intent of page.data) {
      if (intent.metadata[metadataKey] !== name) continue;
      if (intent.status === 'succeeded') return intent;
      found ??= intent;
    }
    after = page.data.at(-1)?.id;
    if (!page.has_more || !after) return found;
  }
}

async function findById(stripe: Stripe, call: StripeCall, id: string): Promise<Intent | undefined> {
  try {
    return await call((timed) => stripe.paymentIntents.retrieve(id, {}, timed));
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404) return undefined;
    throw error;
  }
}

/** Seconds that the clocks of the shop and of Stripe may be apart. */
const clockSkewSeconds = 120;
/** Seconds after which nothing that was sent is on its way to Stripe any more. */
const inFlightSeconds = 900;

/** Unix seconds: from when the order was placed, which its id tells, to when the charge was last sent. Pure. */
export function createdBetween(orderId: OrderId, trace: ChargeTrace | undefined, now: number): Stripe.RangeQueryParam {
  const from = orderId[14] === '7' ? Number.parseInt(orderId.replaceAll('-', '').slice(0, 12), 16) : 0;
  const since = trace?.sinceSent;
  return {
    gte: Math.max(0, Math.floor(from / 1_000) - clockSkewSeconds),
    ...(typeof since === 'number' ? { lte: Math.ceil(now / 1_000 - since) + clockSkewSeconds + inFlightSeconds } : {}),
  };
}
