import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newOrderId } from '@mambogo/contracts/ids.ts';
import Stripe from 'stripe';
import { chargeName } from '../domain/payment-provider.ts';
import { metadataKey } from './charge-result-of-intent.ts';
import { readStripeCallback } from './stripe-callback.ts';

const secret = 'whsec_test';
const now = Date.now();
const name = chargeName(newOrderId(), 1);
const event = (object: unknown) =>
  JSON.stringify({ id: 'evt_1', object: 'event', type: 'payment_intent.succeeded', data: { object } });
const signed = (payload: string, at = now, by = secret) =>
  Stripe.webhooks.generateTestHeaderString({ payload, secret: by, timestamp: Math.floor(at / 1_000) });
const read = (payload: string, signature = signed(payload)) =>
  readStripeCallback(secret)(
    Buffer.from(payload),
    (header) => (header === 'stripe-signature' ? signature : undefined),
    now,
  );
const slug = (expected: string) => (error: { slug?: string }) => error.slug === expected;

test('the reference of an event about one of our charges is its charge name', () => {
  const body = event({ id: 'pi_1', object: 'payment_intent', metadata: { [metadataKey]: name } });
  assert.deepEqual(read(body), { eventId: 'evt_1', type: 'payment_intent.succeeded', reference: name });
});

test('the reference of any other event is the id of its object', () => {
  for (const metadata of [{}, { other: 'x' }, null, undefined])
    assert.equal(read(event({ id: 'pi_2', metadata })).reference, 'pi_2');
});

test('accepts only an unchanged body with a recent signature of Stripe', () => {
  const body = event({ id: 'pi_1' });
  for (const signature of ['', 'x', signed(body, now, 'whsec_other'), signed(body, now - 400_000), signed(`${body} `)])
    assert.throws(() => read(body, signature), slug('unauthenticated'), signature);
});

test('rejects a signed but malformed body', () => {
  for (const body of [
    '{',
    '[]',
    '{"id":1}',
    event({}),
    event({ id: 'pi_1', metadata: { [metadataKey]: 'x'.repeat(201) } }),
  ])
    assert.throws(() => read(body), slug('validation'), body);
});
