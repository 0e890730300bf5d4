/** Refunds against a real database and the real provider process. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId, newOrderId, RefundId } from '@mambogo/contracts/ids.ts';
import { emittedEvents } from '../testing/charging.ts';
import { total } from '../testing/order-data.ts';
import { createPaymentFixture, type PaymentFixture } from '../testing/payment-fixture.ts';
import { until } from '../testing/start-simulator.ts';
import type { PaymentProvider } from './domain/payment-provider.ts';

let fixture: PaymentFixture;

before(async () => {
  fixture = await createPaymentFixture();
});
after(() => fixture?.stop());

const newRefundId = () => RefundId.parse(newId());
const paid = async (payments: Awaited<ReturnType<PaymentFixture['alone']>>) => {
  const orderId = newOrderId();
  await payments.placed(orderId, 'tok_ok');
  await payments.reserved(orderId);
  await fixture.waitForStatus(orderId, 'CAPTURED');
  return orderId;
};

/** A provider that rejects the first refund. */
function rejectingFirstRefund(): PaymentProvider {
  let requests = 0;
  return {
    ...fixture.provider,
    async refund(request) {
      requests += 1;
      return requests === 1 ? { type: 'refused', reason: 'not today' } : fixture.provider.refund(request);
    },
  };
}

test('makes a repeated refund once, and publishes its outcome every time', async () => {
  const payments = await fixture.alone();
  const orderId = await paid(payments);
  const refundId = newRefundId();
  for (let twice = 0; twice < 2; twice += 1) await payments.refundRequested(orderId, refundId, 1_000);
  await fixture.waitForStatus(orderId, 'PARTIALLY_REFUNDED');
  await payments.refundRequested(orderId, refundId, 1_000);
  assert.deepEqual(await fixture.names(orderId), ['payment.captured', 'payment.refunded', 'payment.refunded']);
  await payments.refundRequested(orderId, newRefundId(), total.amount - 1_000);
  await fixture.waitForStatus(orderId, 'REFUNDED');
  assert.deepEqual(
    (await emittedEvents(fixture.own, orderId)).map(({ data: { refundedTotal } }) => refundedTotal),
    [undefined, ...[1_000, 1_000, total.amount].map((amount) => ({ ...total, amount }))],
  );
  assert.deepEqual(
    (await fixture.charges(orderId)).map(({ refunded }) => refunded),
    [total.amount],
  );
});

test('charges and refunds exact amounts in currencies with small units', async () => {
  const payments = await fixture.alone();
  for (const price of [
    { amount: 150_000_000_001, currency: 'IDR' },
    { amount: 99_999_999, currency: 'VND' },
    { amount: 1_230, currency: 'KWD' },
  ]) {
    const orderId = newOrderId();
    await payments.placed(orderId, 'tok_ok', price);
    await payments.reserved(orderId);
    await fixture.waitForStatus(orderId, 'CAPTURED');
    await payments.refundRequested(orderId, newRefundId(), price.amount - 1, price.currency);
    await fixture.waitForStatus(orderId, 'PARTIALLY_REFUNDED');
    await payments.refundRequested(orderId, newRefundId(), 1, price.currency);
    await fixture.waitForStatus(orderId, 'REFUNDED');
    assert.deepEqual(
      (await emittedEvents(fixture.own, orderId)).map(({ data: { amount, refundedTotal } }) => [amount, refundedTotal]),
      [
        [price, undefined],
        [
          { ...price, amount: price.amount - 1 },
          { ...price, amount: price.amount - 1 },
        ],
        [{ ...price, amount: 1 }, price],
      ],
    );
    assert.deepEqual(
      (await fixture.charges(orderId)).map(({ amount, refunded }) => [amount, refunded]),
      [[price.amount, price.amount]],
    );
  }
});

test('rejects a refund of more than is left immediately, under its own id, without sending it', async () => {
  const payments = await fixture.alone();
  const orderId = await paid(payments);
  await payments.refundRequested(orderId, newRefundId(), 1_000);
  await fixture.waitForStatus(orderId, 'PARTIALLY_REFUNDED');
  const excess = newRefundId();
  for (let twice = 0; twice < 2; twice += 1) await payments.refundRequested(orderId, excess, total.amount - 999);
  const refusals = (await emittedEvents(fixture.own, orderId)).filter(({ name }) => name === 'payment.refund-failed');
  assert.deepEqual(
    refusals.map(({ data: { refundId, refundedTotal } }) => [refundId, refundedTotal]),
    [
      [excess, { ...total, amount: 1_000 }],
      [excess, { ...total, amount: 1_000 }],
    ],
  );
  assert.match(String(refusals[1]?.data.reason), /only 3200 minor units/);
  await payments.refundRequested(orderId, newRefundId(), total.amount - 1_000);
  await fixture.waitForStatus(orderId, 'REFUNDED');
  assert.equal((await fixture.charges(orderId))[0]?.refunded, total.amount);
});

test('requests a rejected refund of a cancelled order again when the cancellation is repeated', async () => {
  const payments = await fixture.alone({ provider: rejectingFirstRefund() });
  const orderId = await paid(payments);
  await payments.cancelled(orderId);
  await until(async () => (await fixture.names(orderId)).includes('payment.refund-failed'));
  assert.equal(await fixture.statusOf(orderId), 'CAPTURED');
  await payments.cancelled(orderId);
  await fixture.waitForStatus(orderId, 'REFUNDED');
  assert.deepEqual(await fixture.names(orderId), ['payment.captured', 'payment.refund-failed', 'payment.refunded']);
  assert.equal((await fixture.charges(orderId))[0]?.refunded, total.amount);
});

test('a rejection by the provider is final for a refund requested by the order', async () => {
  const payments = await fixture.alone({ provider: rejectingFirstRefund() });
  const orderId = await paid(payments);
  const refundId = newRefundId();
  await payments.refundRequested(orderId, refundId, 1_000);
  await until(async () => (await fixture.names(orderId)).includes('payment.refund-failed'));
  await payments.refundRequested(orderId, refundId, 1_000);
  const last = (await emittedEvents(fixture.own, orderId)).at(-1);
  assert.deepEqual(
    [last?.name, last?.data.refundId, last?.data.reason],
    ['payment.refund-failed', refundId, 'not today'],
  );
  await payments.refundRequested(orderId, newRefundId(), 1_000);
  await fixture.waitForStatus(orderId, 'PARTIALLY_REFUNDED');
  assert.equal((await fixture.charges(orderId))[0]?.refunded, 1_000);
});

test('events repeated after weeks do not change settled payments', async () => {
  const payments = await fixture.alone();
  const [kept, ended] = [await paid(payments), await paid(payments)];
  const refundId = newRefundId();
  await payments.refundRequested(kept, refundId, 1_000);
  await fixture.waitForStatus(kept, 'PARTIALLY_REFUNDED');
  await payments.cancelled(ended);
  await fixture.waitForStatus(ended, 'REFUNDED');
  const snapshot = async () =>
    Promise.all([kept, ended].map(async (id) => ({ log: await fixture.log(id), charges: await fixture.charges(id) })));
  const before = await snapshot();

  for (const orderId of [ended, kept]) {
    await payments.requested(orderId, 2, 'tok_ok');
    await payments.reserved(orderId);
    await payments.placed(orderId, 'tok_ok');
  }
  await payments.cancelled(ended);
  await payments.refundRequested(kept, refundId, 1_000);
  await paid(payments);
  assert.deepEqual(await snapshot(), before);
  assert.deepEqual(await fixture.names(ended), ['payment.captured', 'payment.refunded', 'payment.refunded']);
  assert.deepEqual(await fixture.names(kept), ['payment.captured', 'payment.refunded', 'payment.refunded']);
  for (const orderId of [kept, ended]) assert.deepEqual(await fixture.charges(orderId, 2), []);
});

test('an instance that stalled past its lease does not send the refund', async () => {
  const orderId = await paid(await fixture.alone());
  const sent: unknown[] = [];
  const stalled = await fixture.alone({
    lease: 0,
    provider: {
      ...fixture.provider,
      async refund(request) {
        sent.push(request);
        return fixture.provider.refund(request);
      },
    },
  });
  await stalled.refundRequested(orderId, newRefundId(), 1_000);
  await until(async () => {
    const [row] = await fixture.own.database.query<{ tries: number }[]>(
      'select tries from payment_refund where order_id = $1',
      [orderId],
    );
    return (row?.tries ?? 0) >= 2;
  });
  assert.deepEqual(sent, []);
  await fixture.alone();
  await fixture.waitForStatus(orderId, 'PARTIALLY_REFUNDED');
});
