/** Charges that appear after their attempt ended: one capture per order is kept, any other is refunded. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { newOrderId, type OrderId } from '@mambogo/contracts/ids.ts';
import { emittedEvents } from '../testing/charging.ts';
import { silent } from '../testing/instances.ts';
import { total } from '../testing/order-data.ts';
import { createPaymentFixture, type PaymentFixture } from '../testing/payment-fixture.ts';
import { until } from '../testing/start-simulator.ts';
import { type ChargeRequest, type PaymentProvider, ProviderUnavailable } from './domain/payment-provider.ts';

let fixture: PaymentFixture;

before(async () => {
  fixture = await createPaymentFixture();
  await fixture.receiveCallbacks();
});
after(() => fixture?.stop());

/** A provider that declines first attempts without creating a charge. */
const decliningFirst = (): PaymentProvider => ({
  ...fixture.provider,
  charge: async (request) =>
    request.attempt === 1 ? { type: 'failed', code: 'insufficient_funds' } : fixture.provider.charge(request),
});
/** Creates the charge that was declined above; the provider calls back about it. */
const chargeLate = (orderId: OrderId) =>
  fixture.provider.charge({ orderId, attempt: 1, amount: total, token: 'tok_twice' });

for (const [second, kept] of [
  ['tok_ok', 2],
  ['tok_action', 1],
] as const)
  test(`keeps one capture when the first charge completes after a second token was used (${second})`, async () => {
    const orderId = newOrderId();
    const stuck: ChargeRequest[] = [];
    const payments = await fixture.alone({
      windows: { resendWithin: 0.1, absentAfter: 0.2 },
      provider: {
        ...fixture.provider,
        async charge(request) {
          if (request.attempt > 1) return fixture.provider.charge(request);
          stuck.push(request);
          throw new ProviderUnavailable('stuck in a socket');
        },
      },
    });
    await payments.placed(orderId, 'tok_ok');
    await payments.reserved(orderId);
    await fixture.waitForStatus(orderId, 'FAILED');
    await payments.requested(orderId, 2, second);
    await fixture.waitForStatus(orderId, second === 'tok_ok' ? 'CAPTURED' : 'ACTION_REQUIRED');
    assert.ok(stuck[0]);
    await fixture.provider.charge(stuck[0]);

    const first = ['captured', kept === 1 ? 0 : total.amount];
    const other = [kept === 1 ? 'voided' : 'captured', 0];
    const booked = async () =>
      (await Promise.all([1, 2].map((attempt) => fixture.charges(orderId, attempt))))
        .flat()
        .map(({ status, refunded }) => [status, refunded]);
    await until(async () => isDeepStrictEqual(await booked(), [first, other]));
    await fixture.waitForStatus(orderId, 'CAPTURED');
    const captures = (await emittedEvents(fixture.own, orderId)).filter(({ name }) => name === 'payment.captured');
    assert.deepEqual(
      captures.map(({ data }) => data.attempt),
      [kept],
    );
    assert.ok(!(await fixture.names(orderId)).includes('payment.refunded'));
  });

test('acknowledges the cancellation of an order with a missing charge once the charge can no longer appear', async () => {
  const payments = await fixture.alone({
    windows: { absentAfter: 0.5 },
    provider: {
      ...fixture.provider,
      charge: () => Promise.reject(new ProviderUnavailable('never sent')),
    },
  });
  const orderId = newOrderId();
  await payments.placed(orderId, 'tok_ok');
  await payments.reserved(orderId);
  await until(async () => {
    const [row] = await fixture.own.database.query<{ sent: boolean }[]>(
      'select sent_at is not null as sent from payment_attempt where order_id = $1',
      [orderId],
    );
    return row?.sent === true;
  });
  await payments.cancelled(orderId);
  assert.deepEqual(await fixture.names(orderId), [], 'the outcome is unknown so far');
  await until(async () => (await fixture.names(orderId)).length > 0);
  assert.deepEqual(await fixture.names(orderId), ['payment.voided']);
});

test('a late capture of a failed attempt pays for an order without another capture', async () => {
  const payments = await fixture.alone({ ...silent, provider: decliningFirst() });
  const orderId = await fixture.begin(payments, 'tok_ok');
  await fixture.waitForStatus(orderId, 'FAILED');
  await chargeLate(orderId);
  await fixture.waitForStatus(orderId, 'CAPTURED');
  assert.deepEqual(await fixture.names(orderId), ['payment.failed', 'payment.captured']);
});

test('refunds a late capture of a failed attempt if another attempt was captured', async () => {
  const payments = await fixture.alone({ ...silent, provider: decliningFirst() });
  const orderId = await fixture.begin(payments, 'tok_ok');
  await fixture.waitForStatus(orderId, 'FAILED');
  await payments.requested(orderId, 2, 'tok_ok');
  await fixture.waitForStatus(orderId, 'CAPTURED');
  await chargeLate(orderId);
  await until(async () => (await fixture.charges(orderId, 1))[0]?.refunded === total.amount);
  assert.equal((await fixture.charges(orderId, 2))[0]?.refunded, 0);
  assert.deepEqual(await fixture.names(orderId), ['payment.failed', 'payment.captured']);
  assert.equal(await fixture.statusOf(orderId), 'CAPTURED');
});

test('refunds and publishes a late capture of a failed attempt if the order was cancelled', async () => {
  const payments = await fixture.alone({ ...silent, provider: decliningFirst() });
  const orderId = await fixture.begin(payments, 'tok_ok');
  await fixture.waitForStatus(orderId, 'FAILED');
  await payments.cancelled(orderId);
  await chargeLate(orderId);
  await fixture.waitForStatus(orderId, 'REFUNDED');
  assert.deepEqual(await fixture.names(orderId), [
    'payment.failed',
    'payment.voided',
    'payment.captured',
    'payment.refunded',
  ]);
});
