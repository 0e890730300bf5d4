/**
 * Stripe as a PaymentProvider: a charge is a PaymentIntent that is confirmed as it is made, under our name as idempotency
 * key and in its metadata. docs/decisions/0014 says how a charge is found again.
 *
 * - An answer: a PaymentIntent, a declined card (402), a request that is refused before anything is made (400, 404).
 * - No answer: all else, a key that is in use or was used for another request among it.
 */
import { toProvider } from '@mambogo/contracts/currency/provider-amounts.ts';
import Stripe from 'stripe';
import {
  type ChargeAnswer,
  type ChargeRequest,
  chargeName,
  type PaymentProvider,
  ProviderUnavailable,
} from '../domain/payment-provider.ts';
import { findIntent } from './find-intent.ts';
import { answerOf, metadataKey } from './intent-answer.ts';
import { listIntents } from './list-intents.ts';
import { failureCode } from './stripe-failure-code.ts';
import { refundAtStripe, refundsAtStripe } from './stripe-refund.ts';
import { createTurns } from './stripe-turn.ts';

export interface StripeSettings {
  readonly apiKey: string;
  /** Its origin; another one than Stripe's own in tests only. */
  readonly url: string;
  /** Milliseconds that whatever one method asks of Stripe may take together. */
  readonly timeout: number;
  /** Where a shopper goes on after approving a payment at the bank. */
  readonly returnUrl: (orderId: ChargeRequest['orderId']) => string;
}

export function createStripeProvider({ apiKey, url, timeout, returnUrl }: StripeSettings): PaymentProvider {
  const stripe = createStripe(apiKey, url);
  const turn = createTurns(timeout);

  return {
    name: 'stripe',

    charge: ({ orderId, attempt, amount, token }) =>
      turn(async (ask) => {
        const name = chargeName(orderId, attempt);
        const units = toProvider('stripe', amount);
        // Stripe has no such amount; nothing that is rounded is charged.
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
          const intent = await ask((timed) =>
            stripe.paymentIntents.create(request, { ...timed, idempotencyKey: name }),
          );
          return answerOf(intent);
        } catch (error) {
          return refusalOf(error);
        }
      }),

    find: (orderId, attempt, trace) =>
      turn(async (ask) => {
        const intent = await findIntent(stripe, ask, orderId, attempt, trace);
        return intent && answerOf(intent);
      }),

    list: (since, after) => turn((ask) => listIntents(stripe, ask, since, after)),

    void: (reference) =>
      turn(async (ask) => {
        try {
          return answerOf(await ask((timed) => stripe.paymentIntents.cancel(reference, {}, timed)));
        } catch (error) {
          if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
          // It is over, or being worked on: what it is now is the answer.
          return answerOf(await ask((timed) => stripe.paymentIntents.retrieve(reference, {}, timed)));
        }
      }),

    refund: (request) => turn((ask) => refundAtStripe(stripe, ask, request)),
    refundsOf: (reference) => turn((ask) => refundsAtStripe(stripe, ask, reference)),

    close: async () => undefined,
  };
}

function createStripe(apiKey: string, url: string): Stripe {
  const { protocol, hostname, port } = new URL(url);
  return new Stripe(apiKey, {
    host: hostname,
    protocol: protocol === 'http:' ? 'http' : 'https',
    ...(port ? { port } : {}),
    // A call is tried again in one place only: the worker that makes it.
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

/** What Stripe refused, in our codes; anything that is not a refusal is thrown again. */
function refusalOf(error: unknown): ChargeAnswer {
  if (error instanceof Stripe.errors.StripeCardError) {
    const code = failureCode(error.decline_code ?? error.code);
    return { type: 'failed', code, reference: error.payment_intent?.id };
  }
  if (error instanceof Stripe.errors.StripeInvalidRequestError && [400, 404].includes(error.statusCode ?? 0)) {
    return { type: 'failed', code: error.param?.startsWith('payment_method') ? 'invalid_token' : 'provider_refused' };
  }
  if (error instanceof Stripe.errors.StripeIdempotencyError)
    throw new ProviderUnavailable('Stripe has this key for a request that is under way or was another', {
      cause: error,
    });
  throw error;
}
