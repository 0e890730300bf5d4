/** A database, the fake Stripe and instances that charge through it; `stop` ends all of them. */

import { paymentCallback } from '@mambogo/contracts/api/payments.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import type { OrderId } from '@mambogo/contracts/ids.ts';
import { freePort } from '@mambogo/local/supervisor/ports.ts';
import { createTestDatabase } from '@mambogo/testing/test-database.ts';
import { chargeName } from '../src/domain/payment-provider.ts';
import { metadataKey } from '../src/providers/charge-result-of-intent.ts';
import { readStripeCallback } from '../src/providers/stripe-callback.ts';
import { createStripeProvider } from '../src/providers/stripe-provider.ts';
import { schema } from '../src/store/database.ts';
import { startFakeStripe } from './fake-stripe.ts';
import { createInstances } from './instances.ts';
import { serveCallbacks } from './serve-callbacks.ts';

export type StripeFixture = Awaited<ReturnType<typeof createStripeFixture>>;

export async function createStripeFixture() {
  const own = await createTestDatabase('postgres', schema);
  const callbackPort = await freePort();
  const callbackUrl = `http://127.0.0.1:${callbackPort}${pathOf(paymentCallback, { params: { provider: 'stripe' } })}`;
  const stripe = await startFakeStripe({ callbackUrl });
  const { url, apiKey, state } = stripe;
  const returnUrl = (orderId: string) => `https://shop.example/orders/${orderId}`;
  const provider = createStripeProvider({ url, apiKey, timeout: 500, returnUrl });
  const instances = createInstances(own, provider);
  const callbacks = new Map([['stripe', readStripeCallback(stripe.webhookSecret)]]);
  const receiver = await serveCallbacks(own.database, instances, callbacks, callbackPort);

  return {
    ...instances,
    stripe,
    provider,
    /** Stripe's PaymentIntents of an attempt. */
    charges: (orderId: OrderId, attempt = 1) =>
      state.intents().filter(({ metadata }) => metadata[metadataKey] === chargeName(orderId, attempt)),
    /** Minor units refunded of an attempt. */
    refunded(orderId: OrderId, attempt = 1) {
      const refunds = this.charges(orderId, attempt).flatMap(({ id }) => state.refundsOf(id));
      return refunds.reduce((sum, { amount }) => sum + amount, 0);
    },
    async stop() {
      await instances.stop();
      await stripe.stop();
      await receiver.stop();
      await provider.close();
      await own.drop();
    },
  };
}
