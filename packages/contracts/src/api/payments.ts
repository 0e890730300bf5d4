/** Payments for shoppers, the payment provider for browsers, and the callbacks of providers. */
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
 * What a browser needs to turn a card into a token directly at the provider: the shop never sees a card.
 * simulator: `formUrl` is a page to embed, see services/psp-simulator/README.md for its messages.
 * stripe: `publishableKey` is the key for Stripe.js.
 */
export const PaymentProviderInfo = z
  .discriminatedUnion('provider', [
    z.object({ provider: z.literal('simulator'), formUrl: z.url() }),
    z.object({ provider: z.literal('stripe'), publishableKey: z.string().min(1) }),
  ])
  .meta({ id: 'PaymentProvider' });
export type PaymentProviderInfo = z.infer<typeof PaymentProviderInfo>;

/** The same for all callers until the shop is reconfigured, so it may be cached. */
export const getPaymentProvider = route({
  id: 'getPaymentProvider',
  method: 'GET',
  path: '/api/v1/payments/provider',
  owner: 'payment',
  summary: 'Get the payment provider, and what a browser needs to send it a card',
  rate: 'payments',
  responses: { 200: PaymentProviderInfo },
});

export const getPayment = route({
  id: 'getPayment',
  method: 'GET',
  path: '/api/v1/payments/{orderId}',
  owner: 'payment',
  summary: "Get the payment of one of the caller's orders",
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
  summary: 'Callback of a payment provider about a charge; signed over the raw bytes',
  rate: 'callbacks',
  params: z.object({ provider: z.string().regex(/^[a-z0-9-]{1,40}$/) }),
  rawBody: true,
  responses: { 202: undefined },
});
