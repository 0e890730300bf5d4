/**
 * Makes a refund at Stripe. Its id is the idempotency key and part of its metadata, so a refund sent before is found even
 * after the key expired. While Stripe has accepted a refund but not completed it, the outcome counts as unknown.
 */
import { fromProvider, toProvider } from '@mambogo/contracts/currency/provider-amounts.ts';
import { RefundId } from '@mambogo/contracts/ids.ts';
import Stripe from 'stripe';
import {
  type MadeRefund,
  ProviderUnavailable,
  type RefundRequest,
  type RefundResult,
} from '../domain/payment-provider.ts';
import type { StripeCall } from './stripe-deadline.ts';

const metadataKey = 'mambogo_refund';

export async function refundAtStripe(
  stripe: Stripe,
  call: StripeCall,
  { reference, refundId, amount, again }: RefundRequest,
): Promise<RefundResult> {
  const sent = again ? await findRefund(stripe, call, reference, refundId) : undefined;
  if (sent) return refundResultOf(sent);
  const units = toProvider('stripe', amount);
  if (units === undefined)
    return { type: 'refused', reason: `Stripe does not support this amount of ${amount.currency}` };
  const request: Stripe.RefundCreateParams = {
    payment_intent: reference,
    amount: units,
    metadata: { [metadataKey]: refundId },
  };
  try {
    return refundResultOf(
      await call((timed) => stripe.refunds.create(request, { ...timed, idempotencyKey: refundId })),
    );
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError) || error.statusCode !== 400) throw error;
    return {
      type: 'refused',
      reason: reasons[error.code ?? ''] ?? `Stripe rejected the refund (${error.code ?? error.type})`,
    };
  }
}

const reasons: Readonly<Record<string, string>> = {
  charge_already_refunded: 'the payment is already fully refunded at Stripe',
  charge_disputed: 'the payment is disputed at the bank, the dispute decides about the money',
  refund_disputed_payment: 'the payment is disputed at the bank, the dispute decides about the money',
};

/** Refunds with our ids that are completed or pending. */
export async function refundsAtStripe(
  stripe: Stripe,
  call: StripeCall,
  reference: string,
): Promise<readonly MadeRefund[]> {
  const made: MadeRefund[] = [];
  for await (const { metadata, amount, currency, status } of listRefunds(stripe, call, reference)) {
    const refundId = RefundId.safeParse(metadata?.[metadataKey]);
    if (refundId.success && status !== 'failed' && status !== 'canceled')
      made.push({ refundId: refundId.data, amount: fromProvider('stripe', amount, currency.toUpperCase()) });
  }
  return made;
}

async function findRefund(stripe: Stripe, call: StripeCall, reference: string, refundId: string) {
  for await (const refund of listRefunds(stripe, call, reference))
    if (refund.metadata?.[metadataKey] === refundId) return refund;
  return undefined;
}

async function* listRefunds(stripe: Stripe, call: StripeCall, reference: string): AsyncGenerator<Stripe.Refund> {
  let after: string | undefined;
  do {
    const request = { payment_intent: reference, limit: 100, ...(after ? { starting_after: after } : {}) };
    const page = await call((timed) => stripe.refunds.list(request, timed));
    yield* page.data;
    after = page.has_more ? page.data.at(-1)?.id : undefined;
  } while (after);
}

function refundResultOf({ status, failure_reason: why }: Stripe.Refund): RefundResult {
  switch (status) {
    case 'succeeded':
      return { type: 'refunded' };
    case 'failed':
    case 'canceled':
      return { type: 'refused', reason: `the refund failed at Stripe (${why ?? status})` };
    default:
      throw new ProviderUnavailable(`the refund is ${status ?? 'pending'} at Stripe`);
  }
}
