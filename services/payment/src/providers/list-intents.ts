/** A page of the PaymentIntents created since a point in time, newest first, without those of others, such as a second shop. */
import type Stripe from 'stripe';
import { attemptNamed, type ChargePage } from '../domain/payment-provider.ts';
import { chargeResultOf, metadataKey } from './charge-result-of-intent.ts';
import type { StripeCall } from './stripe-deadline.ts';

export async function listIntents(stripe: Stripe, call: StripeCall, since: Date, after?: string): Promise<ChargePage> {
  const created = { gte: Math.floor(since.getTime() / 1_000) };
  const request = { created, limit: 100, ...(after ? { starting_after: after } : {}) };
  const page = await call((timed) => stripe.paymentIntents.list(request, timed));
  const charges = page.data.flatMap((intent) => {
    const named = attemptNamed(intent.metadata[metadataKey] ?? '');
    return named ? [{ ...named, answer: chargeResultOf(intent) }] : [];
  });
  return { charges, next: page.has_more ? page.data.at(-1)?.id : undefined };
}
