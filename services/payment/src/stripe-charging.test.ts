/** Charging by Stripe's adapter when something goes wrong: the same promises, kept with another provider. */
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
  ['pm_slow', 'a time-out says nothing'],
  ['pm_error_saved', 'a 5xx that Stripe keeps, of a charge that was made, says nothing'],
  ['pm_error_unsaved', 'a 5xx before anything was made says nothing'],
  ['pm_processing', 'what Stripe still works on is pending'],
] as const)
  test(`${what}: Stripe is asked, and the money is taken once`, async () => {
    const payments = await fixture.alone();
    const orderId = await fixture.begin(payments, token);
    if (token === 'pm_processing') {
      await until(async () => fixture.charges(orderId)[0]?.status === 'processing');
      const [intent] = fixture.charges(orderId);
      fixture.stripe.books.settle(intent ?? assert.fail());
    }
    await fixture.isNow(orderId, 'CAPTURED');
    assert.equal(fixture.charges(orderId).length, 1);
    assert.deepEqual(await fixture.names(orderId), ['payment.captured']);
  });

test('a 5xx that Stripe keeps, of a charge that was never made, is settled by asking and never by a new key', async () => {
  const payments = await fixture.alone({ windows: { absentAfter: 0.5 } });
  const orderId = await fixture.begin(payments, 'pm_error_saved_nothing_made');
  await until(async () => {
    const [row] = await fixture.own.database.query<{ tries: number }[]>(
      'select tries from payment_attempt where order_id = $1',
      [orderId],
    );
    return (row?.tries ?? 0) >= 3;
  });
  assert.deepEqual(await fixture.names(orderId), [], 'nobody knows yet');
  assert.deepEqual(fixture.charges(orderId), []);
  await payments.cancelled(orderId);
  await until(async () => (await fixture.names(orderId)).length > 0);
  assert.deepEqual(await fixture.names(orderId), ['payment.voided']);
});

test('a webhook that is sent twice is kept once, and makes known what nobody asked for', async () => {
  const payments = await fixture.alone(silent);
  const orderId = await fixture.begin(payments, 'pm_card_authenticationRequired');
  await fixture.isNow(orderId, 'ACTION_REQUIRED');
  const [intent] = fixture.charges(orderId);
  const url = (await emittedEvents(fixture.own, orderId))[0]?.data.url;
  assert.equal(url, intent?.next_action?.redirect_to_url.url);
  fixture.stripe.books.settle(intent ?? assert.fail());
  await fixture.isNow(orderId, 'CAPTURED');
  assert.deepEqual(await fixture.names(orderId), ['payment.action-required', 'payment.captured']);
  assert.equal((await fixture.kept(orderId)).length, 1);
});

test('a decline says why and whether another card helps; a further attempt is another charge', async () => {
  const payments = await fixture.alone();
  const orderId = await fixture.begin(payments, 'pm_card_visa_chargeDeclinedInsufficientFunds');
  await fixture.isNow(orderId, 'FAILED');
  await payments.requested(orderId, 2, 'pm_card_visa');
  await fixture.isNow(orderId, 'CAPTURED');
  assert.deepEqual(
    (await emittedEvents(fixture.own, orderId)).map(({ name, data }) => [name, data.attempt, data.retryable]),
    [
      ['payment.failed', 1, true],
      ['payment.captured', 2, undefined],
    ],
  );
  const declined = await fixture.begin(payments, 'pm_card_visa_chargeDeclined');
  await fixture.isNow(declined, 'FAILED');
  assert.equal((await emittedEvents(fixture.own, declined))[0]?.data.retryable, false);
});

test('an order cancelled while its shopper is at the bank is given up there', async () => {
  const payments = await fixture.alone();
  const orderId = await fixture.begin(payments, 'pm_card_authenticationRequired');
  await fixture.isNow(orderId, 'ACTION_REQUIRED');
  await payments.cancelled(orderId);
  await until(async () => fixture.charges(orderId)[0]?.status === 'canceled');
  await until(async () => (await fixture.names(orderId)).includes('payment.voided'));
});

test('a charge that was answered too late for its order goes back', async () => {
  const payments = await fixture.alone();
  const orderId = await fixture.begin(payments, 'pm_slow');
  await until(async () => fixture.charges(orderId).length === 1);
  await payments.cancelled(orderId);
  await fixture.isNow(orderId, 'REFUNDED');
  assert.deepEqual(await fixture.names(orderId), ['payment.captured', 'payment.refunded']);
  assert.equal(fixture.refunded(orderId), total.amount);
});

for (const cancelled of [false, true])
  test(`a charge that turns up after it was given up is heard of by webhook, and ${
    cancelled ? 'goes back' : 'kept where the order still wants it'
  }`, async () => {
    const hasty: PaymentProvider = {
      ...fixture.provider,
      charge: () => Promise.resolve({ type: 'failed', code: 'insufficient_funds' }),
    };
    const payments = await fixture.alone({ ...silent, provider: hasty });
    const orderId = await fixture.begin(payments, 'pm_card_visa');
    await fixture.isNow(orderId, 'FAILED');
    if (cancelled) await payments.cancelled(orderId);
    await fixture.provider.charge({ orderId, attempt: 1, amount: total, token: 'pm_card_visa' });
    await fixture.isNow(orderId, cancelled ? 'REFUNDED' : 'CAPTURED');
    assert.equal(fixture.refunded(orderId), cancelled ? total.amount : 0);
  });

test('an instance killed between charge and commit charges nobody twice', async () => {
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
  await fixture.isNow(orderId, 'CAPTURED');
  assert.equal(crashed, 2);
  assert.equal(fixture.charges(orderId).length, 1);
  assert.deepEqual(await fixture.names(orderId), ['payment.captured']);
});

test('while Stripe is away payments wait; they go through when it is back', async () => {
  const payments = await fixture.alone();
  await fixture.stripe.goAway();
  const orderId = await fixture.begin(payments, 'pm_card_visa');
  await until(async () => {
    const [row] = await fixture.own.database.query<{ tries: number }[]>(
      'select tries from payment_attempt where order_id = $1',
      [orderId],
    );
    return (row?.tries ?? 0) >= 2;
  });
  assert.equal(await fixture.statusOf(orderId), 'PENDING');
  await fixture.stripe.comeBack();
  await fixture.isNow(orderId, 'CAPTURED');
  assert.equal(fixture.charges(orderId).length, 1);
});

test('refunds in parts go back once each, and wait for Stripe to make them', async () => {
  const payments = await fixture.alone();
  const orderId = await fixture.begin(payments, 'pm_card_visa');
  await fixture.isNow(orderId, 'CAPTURED');
  const refundId = RefundId.parse(newId());
  fixture.stripe.books.holdRefunds(true);
  for (let twice = 0; twice < 2; twice += 1) await payments.refundAsked(orderId, refundId, 1_000);
  await until(async () => fixture.refunded(orderId) === 1_000);
  assert.equal(await fixture.statusOf(orderId), 'CAPTURED');
  fixture.stripe.books.holdRefunds(false);
  await fixture.isNow(orderId, 'PARTIALLY_REFUNDED');
  await payments.refundAsked(orderId, RefundId.parse(newId()), total.amount - 1_000);
  await fixture.isNow(orderId, 'REFUNDED');
  assert.equal(fixture.refunded(orderId), total.amount);
});
