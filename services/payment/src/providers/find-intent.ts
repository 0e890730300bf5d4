/**
 * Finds the PaymentIntent of an attempt: by its id, if known; otherwise in the list of those created since the order was
 * placed, because lists are consistent immediately. Stripe's search is not used: its index lags by minutes, sometimes more,
 * so it cannot prove absence.
 */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import Stripe from 'stripe';
import { type ChargeTrace, chargeName } from '../domain/payment-provider.ts';
import { metadataKey } from './charge-result-of-intent.ts';
import type { StripeCall } from './stripe-deadline.ts';

type Intent = Stripe.PaymentIntent;

/** Returns undefined if Stripe has none. */
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

/** Seconds the clocks of the shop and of Stripe may differ. */
const clockSkewSeconds = 120;
/** Seconds after which no request can be in flight to Stripe any more. */
const inFlightSeconds = 900;

/** Unix seconds: from when the order was placed, taken from its id, to when the charge was last sent. Pure. */
export function createdBetween(orderId: OrderId, trace: ChargeTrace | undefined, now: number): Stripe.RangeQueryParam {
  const from = orderId[14] === '7' ? Number.parseInt(orderId.replaceAll('-', '').slice(0, 12), 16) : 0;
  const since = trace?.sinceSent;
  return {
    gte: Math.max(0, Math.floor(from / 1_000) - clockSkewSeconds),
    ...(typeof since === 'number' ? { lte: Math.ceil(now / 1_000 - since) + clockSkewSeconds + inFlightSeconds } : {}),
  };
}
