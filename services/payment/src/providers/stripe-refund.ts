/**
 * Sends a refund to Stripe until it is through: its id is the idempotency key and stands in its metadata, so one that was
 * sent before is found even when the key is forgotten. A refund that Stripe has taken and not made yet is no answer.
 */
import { toProvider } from '@mambogo/contracts/currency/provider-amounts.ts';
import Stripe from 'stripe';
import { ProviderUnavailable, type RefundAnswer, type RefundRequest } from '../domain/payment-provider.ts';
import type { Ask } from './stripe-turn.ts';

const metadataKey = 'mambogo_refund';

export async function refundAtStripe(
  stripe: Stripe,
  ask: Ask,
  { reference, refundId, amount, again }: RefundRequest,
): Promise<RefundAnswer> {
  const sent = again ? await findRefund(stripe, ask, reference, refundId) : undefined;
  if (sent) return outcomeOf(sent);
  const units = toProvider('stripe', amount);
  if (units === undefined) return { type: 'refused', reason: `Stripe has no such amount of ${amount.currency}` };
  const request: Stripe.RefundCreateParams = {
    payment_intent: reference,
    amount: units,
    metadata: { [metadataKey]: refundId },
  };
  try {
    return outcomeOf(await ask((timed) => stripe.refunds.create(request, { ...timed, idempotencyKey: refundId })));
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError) || error.statusCode !== 400) throw error;
    return { type: 'refused', reason: reasons[error.code ?? ''] ?? `Stripe refuses it (${error.code ?? error.type})` };
  }
}

const reasons: Readonly<Record<string, string>> = {
  charge_already_refunded: 'Stripe has given all of this payment back already',
  charge_disputed: 'the payment is disputed at the bank: the dispute decides',
  refund_disputed_payment: 'the payment is disputed at the bank: the dispute decides',
};

async function findRefund(
  stripe: Stripe,
  ask: Ask,
  reference: string,
  refundId: string,
): Promise<Stripe.Refund | undefined> {
  let after: string | undefined;
  for (;;) {
    const request = { payment_intent: reference, limit: 100, ...(after ? { starting_after: after } : {}) };
    const page = await ask((timed) => stripe.refunds.list(request, timed));
    const found = page.data.find(({ metadata }) => metadata?.[metadataKey] === refundId);
    after = page.data.at(-1)?.id;
    if (found || !page.has_more || !after) return found;
  }
}

function outcomeOf({ status, failure_reason: why }: Stripe.Refund): RefundAnswer {
  switch (status) {
    case 'succeeded':
      return { type: 'refunded' };
    case 'failed':
    case 'canceled':
      return { type: 'refused', reason: `Stripe could not pay it back (${why ?? status})` };
    default:
      throw new ProviderUnavailable(`the refund is ${status ?? 'under way'} at Stripe`);
  }
}
