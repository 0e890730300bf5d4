/**
 * PaymentProvider for Stripe: a charge is a PaymentIntent that is confirmed on creation, with our charge name as idempotency
 * key and in its metadata. How a charge is found again: docs/decisions/0014.
 *
 * - Definite result: a PaymentIntent, a declined card (402), a request rejected before anything is created (400, 404).
 * - Unknown outcome: everything else, including an idempotency key in use or used for a different request.
 */
import { toProvider } from '@mambogo/contracts/currency/provider-amounts.ts';
import Stripe from 'stripe';
import {
  type ChargeRequest,
  type ChargeResult,
  chargeName,
  type PaymentProvider,
  ProviderUnavailable,
} from '../domain/payment-provider.ts';
import { chargeResultOf, metadataKey } from './charge-result-of-intent.ts';
import { findIntent } from './find-intent.ts';
import { listIntents } from './list-intents.ts';
import { createDeadlineScope } from './stripe-deadline.ts';
import { failureCode } from './stripe-failure-code.ts';
import { refundAtStripe, refundsAtStripe } from './stripe-refund.ts';

export interface StripeSettings {
  readonly apiKey: string;
  /** Stripe's origin; overridden in tests only. */
  readonly url: string;
  /** Milliseconds for all calls of one method together. */
  readonly timeout: number;
  /** Page the customer returns to after approving a payment at the bank. */
  readonly returnUrl: (orderId: ChargeRequest['orderId']) => string;
}

export function createStripeProvider({ apiKey, url, timeout, returnUrl }: StripeSettings): PaymentProvider {
  const stripe = createStripe(apiKey, url);
  const withinDeadline = createDeadlineScope(timeout);

  return {
    name: 'stripe',

    charge: ({ orderId, attempt, amount, token }) =>
      withinDeadline(async (call) => {
        const name = chargeName(orderId, attempt);
        const units = toProvider('stripe', amount);
        // Stripe cannot represent the amount; rounded amounts are never charged.
        if (units === undefined) return { type: 'failed', code: 'provider_refused' };
        const request: Stripe.PaymentIntentCreateParams = {
          amount: units,
          currency: amount.currency.toLowerCase(),
          confirm: true,
          payment_method: token,
          allowed_payment_method_types: ['card'],
          return_url: returnUrl(orderId),
          metadata: { [metadataKey]: name },
        };
        try {
          const intent = await call((timed) =>
            stripe.paymentIntents.create(request, { ...timed, idempotencyKey: name }),
          );
          return chargeResultOf(intent);
        } catch (error) {
          return rejectionOf(error);
        }
      }),

    find: (orderId, attempt, trace) =>
      withinDeadline(async (call) => {
        const intent = await findIntent(stripe, call, orderId, attempt, trace);
        return intent && chargeResultOf(intent);
      }),

    list: (since, after) => withinDeadline((call) => listIntents(stripe, call, since, after)),

    void: (reference) =>
      withinDeadline(async (call) => {
        try {
          return chargeResultOf(await call((timed) => stripe.paymentIntents.cancel(reference, {}, timed)));
        } catch (error) {
          if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
          // It has ended or is in progress: return its current state.
          return chargeResultOf(await call((timed) => stripe.paymentIntents.retrieve(reference, {}, timed)));
        }
      }),

    refund: (request) => withinDeadline((call) => refundAtStripe(stripe, call, request)),
    refundsOf: (reference) => withinDeadline((call) => refundsAtStripe(stripe, call, reference)),

    close: async () => undefined,
  };
}

function createStripe(apiKey: string, url: string): Stripe {
  const { protocol, hostname, port } = new URL(url);
  return new Stripe(apiKey, {
    host: hostname,
    protocol: protocol === 'http:' ? 'http' : 'https',
    ...(port ? { port } : {}),
    // Retries happen in one component only: the worker that makes the call.
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

/** Maps a rejection by Stripe to our codes; rethrows any other error. */
function rejectionOf(error: unknown): ChargeResult {
  if (error instanceof Stripe.errors.StripeCardError) {
    const code = failureCode(error.decline_code ?? error.code);
    return { type: 'failed', code, reference: error.payment_intent?.id };
  }
  if (error instanceof Stripe.errors.StripeInvalidRequestError && [400, 404].includes(error.statusCode ?? 0)) {
    return { type: 'failed', code: error.param?.startsWith('payment_method') ? 'invalid_token' : 'provider_refused' };
  }
  if (error instanceof Stripe.errors.StripeIdempotencyError)
    throw new ProviderUnavailable('the idempotency key is in use at Stripe, or was used for a different request', {
      cause: error,
    });
  throw error;
}
