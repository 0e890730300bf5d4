/** Payments as the shopper sees them, who takes the cards, and where providers call back. */
import { z } from 'zod';
import { OrderId } from '../ids.ts';
import { Money } from '../money.ts';
import { route } from '../route.ts';
import { PaymentAction, PaymentFailure, PaymentStatus } from './payment-state.ts';

export const Payment = z
  .object({
    orderId: OrderId,
    status: PaymentStatus,
    amount: Money,
    refunded: Money,
    failure: PaymentFailure.optional(),
    action: PaymentAction.optional(),
  })
  .meta({ id: 'Payment' });
export type Payment = z.infer<typeof Payment>;

/**
 * What a browser needs to turn a card into a token, which it does at the provider alone: the shop never sees a card.
 * simulator: `formUrl` is a page to embed, see services/psp-simulator/README.md for its messages.
 * stripe: `publishableKey` is what Stripe.js is started with.
 */
export const PaymentProviderInfo = z
  .discriminatedUnion('provider', [
    z.object({ provider: z.literal('simulator'), formUrl: z.url() }),
    z.object({ provider: z.literal('stripe'), publishableKey: z.string().min(1) }),
  ])
  .meta({ id: 'PaymentProvider' });
export type PaymentProviderInfo = z.infer<typeof PaymentProviderInfo>;

/** The same for everybody, and for as long as the shop is not set up anew: it may be kept. */
export const getPaymentProvider = route({
  id: 'getPaymentProvider',
  method: 'GET',
  path: '/api/v1/payments/provider',
  owner: 'payment',
  summary: 'Who takes the cards, and what a browser needs to hand one over there',
  rate: 'payments',
  responses: { 200: PaymentProviderInfo },
});

export const getPayment = route({
  id: 'getPayment',
  method: 'GET',
  path: '/api/v1/payments/{orderId}',
  owner: 'payment',
  summary: "The payment of one of the caller's orders",
  scopes: ['order:write'],
  rate: 'payments',
  params: z.object({ orderId: OrderId }),
  responses: { 200: Payment },
});

export const paymentCallback = route({
  id: 'paymentCallback',
  method: 'POST',
  path: '/api/v1/payments/callbacks/{provider}',
  owner: 'payment',
  summary: 'A payment provider tells that something became of a charge; signed over the bytes as they are sent',
  rate: 'callbacks',
  params: z.object({ provider: z.string().regex(/^[a-z0-9-]{1,40}$/) }),
  rawBody: true,
  responses: { 202: undefined },
});
