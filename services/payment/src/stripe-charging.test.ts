/** Charging through the Stripe adapter under failure: the same guarantees with another provider. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId, RefundId } from '@mambogo/contracts/ids.ts';
import { emittedEvents } from '../testing/charging.ts';
import { silent } from '../testing/instances.ts';
import { total } from '../testing/order-data.ts';
import { until } from '../testing/start-simulator.ts';
import { createStripeFixture, type StripeFixture } from '../testing/stripe-fixture.ts';
import type { PaymentProvider } from './domain/payment-provider.ts';

let fixture: StripeFixture;

before(async () => {
  fixture = await createStripeFixture();
});
after(() => fixture?.stop());

for (const [token, what] of [
  ['pm_slow', 'after a time-out'],
  ['pm_error_saved', 'after a 5xx saved under the idempotency key, with the charge created'],
  ['pm_error_unsaved', 'after a 5xx before anything was created'],
  ['pm_processing', 'for a charge in progress at Stripe'],
] as const)
  test(`${what}: queries Stripe and captures once`, async () => {
    const payments = await fixture.alone();
    const orderId = await fixture.begin(payments, token);
    if (token === 'pm_processing') {
      await until(async () => fixture.charges(orderId)[0]?.status === 'processing');
      const [intent] = fixture.charges(orderId);
      fixture.stripe.state.settle(intent ?? assert.fail());
    }
    await fixture.waitForStatus(orderId, 'CAPTURED');
    assert.equal(fixture.charges(orderId).length, 1);
    assert.deepEqual(await fixture.names(orderId), ['payment.captured']);
  });

test('settles a saved 5xx of a charge that was never created by queries, never with a new idempotency key', async () => {
  const payments = await fixture.alone({ windows: { absentAfter: 0.5 } });
  const orderId = await fixture.begin(payments, 'pm_error_saved_nothing_made');
  await until(async () => {
    const [row] = await fixture.own.database.query<{ tries: number }[]>(
      'select tries from payment_attempt where order_id = $1',
      [orderId],
    );
    return (row?.tries ?? 0) >= 3;
  });
  assert.deepEqual(await fixture.names(orderId), [], 'the outcome is unknown so far');
  assert.deepEqual(fixture.charges(orderId), []);
  await payments.cancelled(orderId);
  await until(async () => (await fixture.names(orderId)).length > 0);
  assert.deepEqual(await fixture.names(orderId), ['payment.voided']);
});

test('stores a redelivered webhook once, and updates the payment without polling', async () => {
  const payments = await fixture.alone(silent);
  const orderId = await fixture.begin(payments, 'pm_card_authenticationRequired');
  await fixture.waitForStatus(orderId, 'ACTION_REQUIRED');
  const [intent] = fixture.charges(orderId);
  const url = (await emittedEvents(fixture.own, orderId))[0]?.data.url;
  assert.equal(url, intent?.next_action?.redirect_to_url.url);
  fixture.stripe.state.settle(intent ?? assert.fail());
  await fixture.waitForStatus(orderId, 'CAPTURED');
  assert.deepEqual(await fixture.names(orderId), ['payment.action-required', 'payment.captured']);
  assert.equal((await fixture.callbacksOf(orderId)).length, 1);
});

test('a decline carries whether it is retryable, and a further attempt is a separate charge', async () => {
  const payments = await fixture.alone();
  const orderId = await fixture.begin(payments, 'pm_card_visa_chargeDeclinedInsufficientFunds');
  await fixture.waitForStatus(orderId, 'FAILED');
  await payments.requested(orderId, 2, 'pm_card_visa');
  await fixture.waitForStatus(orderId, 'CAPTURED');
  assert.deepEqual(
    (await emittedEvents(fixture.own, orderId)).map(({ name, data }) => [name, data.attempt, data.retryable]),
    [
      ['payment.failed', 1, true],
      ['payment.captured', 2, undefined],
    ],
  );
  const declined = await fixture.begin(payments, 'pm_card_visa_chargeDeclined');
  await fixture.waitForStatus(declined, 'FAILED');
  assert.equal((await emittedEvents(fixture.own, declined))[0]?.data.retryable, false);
});

test('cancels the PaymentIntent when the order is cancelled during authentication', async () => {
  const payments = await fixture.alone();
  const orderId = await fixture.begin(payments, 'pm_card_authenticationRequired');
  await fixture.waitForStatus(orderId, 'ACTION_REQUIRED');
  await payments.cancelled(orderId);
  await until(async () => fixture.charges(orderId)[0]?.status === 'canceled');
  await until(async () => (await fixture.names(orderId)).includes('payment.voided'));
});

test('refunds a charge whose result comes after the order was cancelled', async () => {
  const payments = await fixture.alone();
  const orderId = await fixture.begin(payments, 'pm_slow');
  await until(async () => fixture.charges(orderId).length === 1);
  await payments.cancelled(orderId);
  await fixture.waitForStatus(orderId, 'REFUNDED');
  assert.deepEqual(await fixture.names(orderId), ['payment.captured', 'payment.refunded']);
  assert.equal(fixture.refunded(orderId), total.amount);
});

for (const cancelled of [false, true])
  test(`a webhook reports a charge after its attempt failed: ${
    cancelled ? 'refunded if the order is cancelled' : 'kept if the order is open'
  }`, async () => {
    const declining: PaymentProvider = {
      ...fixture.provider,
      charge: () => Promise.resolve({ type: 'failed', code: 'insufficient_funds' }),
    };
    const payments = await fixture.alone({ ...silent, provider: declining });
    const orderId = await fixture.begin(payments, 'pm_card_visa');
    await fixture.waitForStatus(orderId, 'FAILED');
    if (cancelled) await payments.cancelled(orderId);
    await fixture.provider.charge({ orderId, attempt: 1, amount: total, token: 'pm_card_visa' });
    await fixture.waitForStatus(orderId, cancelled ? 'REFUNDED' : 'CAPTURED');
    assert.equal(fixture.refunded(orderId), cancelled ? total.amount : 0);
  });

test('does not charge twice when an instance is killed between charge and commit', async () => {
  let crashed = 0;
  const crashing = await fixture.alone({
    lease: 0.5,
    runInTransaction: (plain) => async (metadata, body) => {
      if (crashed >= 2) return plain(metadata, body);
      crashed += 1;
      return plain(metadata, async (unit) => {
        await body(unit);
        throw new Error('killed before the commit');
      });
    },
  });
  const orderId = await fixture.begin(crashing, 'pm_card_visa');
  await fixture.waitForStatus(orderId, 'CAPTURED');
  assert.equal(crashed, 2);
  assert.equal(fixture.charges(orderId).length, 1);
  assert.deepEqual(await fixture.names(orderId), ['payment.captured']);
});

test('payments stay pending while Stripe is unavailable, and complete when it recovers', async () => {
  const payments = await fixture.alone();
  await fixture.stripe.stopListening();
  const orderId = await fixture.begin(payments, 'pm_card_visa');
  await until(async () => {
    const [row] = await fixture.own.database.query<{ tries: number }[]>(
      'select tries from payment_attempt where order_id = $1',
      [orderId],
    );
    return (row?.tries ?? 0) >= 2;
  });
  assert.equal(await fixture.statusOf(orderId), 'PENDING');
  await fixture.stripe.startListening();
  await fixture.waitForStatus(orderId, 'CAPTURED');
  assert.equal(fixture.charges(orderId).length, 1);
});

test('makes each partial refund once, and waits until Stripe completes it', async () => {
  const payments = await fixture.alone();
  const orderId = await fixture.begin(payments, 'pm_card_visa');
  await fixture.waitForStatus(orderId, 'CAPTURED');
  const refundId = RefundId.parse(newId());
  fixture.stripe.state.holdRefunds(true);
  for (let twice = 0; twice < 2; twice += 1) await payments.refundRequested(orderId, refundId, 1_000);
  await until(async () => fixture.refunded(orderId) === 1_000);
  assert.equal(await fixture.statusOf(orderId), 'CAPTURED');
  fixture.stripe.state.holdRefunds(false);
  await fixture.waitForStatus(orderId, 'PARTIALLY_REFUNDED');
  await payments.refundRequested(orderId, RefundId.parse(newId()), total.amount - 1_000);
  await fixture.waitForStatus(orderId, 'REFUNDED');
  assert.equal(fixture.refunded(orderId), total.amount);
});
