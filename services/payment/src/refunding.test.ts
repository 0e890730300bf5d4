/** Money that goes back, against a real database and the real provider process. */
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
  await fixture.isNow(orderId, 'CAPTURED');
  return orderId;
};

/** A provider that refuses the first refund it is asked for. */
function reluctant(): PaymentProvider {
  let asked = 0;
  return {
    ...fixture.provider,
    async refund(request) {
      asked += 1;
      return asked === 1 ? { type: 'refused', reason: 'not today' } : fixture.provider.refund(request);
    },
  };
}

test('a refund goes back once, however often it is asked for, and its outcome is told each time', async () => {
  const payments = await fixture.alone();
  const orderId = await paid(payments);
  const refundId = newRefundId();
  for (let twice = 0; twice < 2; twice += 1) await payments.refundAsked(orderId, refundId, 1_000);
  await fixture.isNow(orderId, 'PARTIALLY_REFUNDED');
  await payments.refundAsked(orderId, refundId, 1_000);
  assert.deepEqual(await fixture.names(orderId), ['payment.captured', 'payment.refunded', 'payment.refunded']);
  await payments.refundAsked(orderId, newRefundId(), total.amount - 1_000);
  await fixture.isNow(orderId, 'REFUNDED');
  assert.deepEqual(
    (await emittedEvents(fixture.own, orderId)).map(({ data: { refundedTotal } }) => refundedTotal),
    [undefined, ...[1_000, 1_000, total.amount].map((amount) => ({ ...total, amount }))],
  );
  assert.deepEqual(
    (await fixture.charges(orderId)).map(({ refunded }) => refunded),
    [total.amount],
  );
});

test('amounts of small units are charged, paid back and counted to the last one', async () => {
  const payments = await fixture.alone();
  for (const price of [
    { amount: 150_000_000_001, currency: 'IDR' },
    { amount: 99_999_999, currency: 'VND' },
    { amount: 1_230, currency: 'KWD' },
  ]) {
    const orderId = newOrderId();
    await payments.placed(orderId, 'tok_ok', price);
    await payments.reserved(orderId);
    await fixture.isNow(orderId, 'CAPTURED');
    await payments.refundAsked(orderId, newRefundId(), price.amount - 1, price.currency);
    await fixture.isNow(orderId, 'PARTIALLY_REFUNDED');
    await payments.refundAsked(orderId, newRefundId(), 1, price.currency);
    await fixture.isNow(orderId, 'REFUNDED');
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

test('more than is left is refused at once, under its own id, and nothing is sent', async () => {
  const payments = await fixture.alone();
  const orderId = await paid(payments);
  await payments.refundAsked(orderId, newRefundId(), 1_000);
  await fixture.isNow(orderId, 'PARTIALLY_REFUNDED');
  const excess = newRefundId();
  for (let twice = 0; twice < 2; twice += 1) await payments.refundAsked(orderId, excess, total.amount - 999);
  const refusals = (await emittedEvents(fixture.own, orderId)).filter(({ name }) => name === 'payment.refund-failed');
  assert.deepEqual(
    refusals.map(({ data: { refundId, refundedTotal } }) => [refundId, refundedTotal]),
    [
      [excess, { ...total, amount: 1_000 }],
      [excess, { ...total, amount: 1_000 }],
    ],
  );
  assert.match(String(refusals[1]?.data.reason), /only 3200 minor units/);
  await payments.refundAsked(orderId, newRefundId(), total.amount - 1_000);
  await fixture.isNow(orderId, 'REFUNDED');
  assert.equal((await fixture.charges(orderId))[0]?.refunded, total.amount);
});

test('a refund of a cancelled order that the provider refused is asked for anew when the order repeats itself', async () => {
  const payments = await fixture.alone({ provider: reluctant() });
  const orderId = await paid(payments);
  await payments.cancelled(orderId);
  await until(async () => (await fixture.names(orderId)).includes('payment.refund-failed'));
  assert.equal(await fixture.statusOf(orderId), 'CAPTURED');
  await payments.cancelled(orderId);
  await fixture.isNow(orderId, 'REFUNDED');
  assert.deepEqual(await fixture.names(orderId), ['payment.captured', 'payment.refund-failed', 'payment.refunded']);
  assert.equal((await fixture.charges(orderId))[0]?.refunded, total.amount);
});

test('a refund that the provider refused is final for the order that asked for it', async () => {
  const payments = await fixture.alone({ provider: reluctant() });
  const orderId = await paid(payments);
  const refundId = newRefundId();
  await payments.refundAsked(orderId, refundId, 1_000);
  await until(async () => (await fixture.names(orderId)).includes('payment.refund-failed'));
  await payments.refundAsked(orderId, refundId, 1_000);
  const last = (await emittedEvents(fixture.own, orderId)).at(-1);
  assert.deepEqual(
    [last?.name, last?.data.refundId, last?.data.reason],
    ['payment.refund-failed', refundId, 'not today'],
  );
  await payments.refundAsked(orderId, newRefundId(), 1_000);
  await fixture.isNow(orderId, 'PARTIALLY_REFUNDED');
  assert.equal((await fixture.charges(orderId))[0]?.refunded, 1_000);
});

test('what comes again after weeks changes nothing that is settled', async () => {
  const payments = await fixture.alone();
  const [kept, ended] = [await paid(payments), await paid(payments)];
  const refundId = newRefundId();
  await payments.refundAsked(kept, refundId, 1_000);
  await fixture.isNow(kept, 'PARTIALLY_REFUNDED');
  await payments.cancelled(ended);
  await fixture.isNow(ended, 'REFUNDED');
  const books = async () =>
    Promise.all([kept, ended].map(async (id) => ({ log: await fixture.log(id), charges: await fixture.charges(id) })));
  const before = await books();

  for (const orderId of [ended, kept]) {
    await payments.requested(orderId, 2, 'tok_ok');
    await payments.reserved(orderId);
    await payments.placed(orderId, 'tok_ok');
  }
  await payments.cancelled(ended);
  await payments.refundAsked(kept, refundId, 1_000);
  await paid(payments);
  assert.deepEqual(await books(), before);
  assert.deepEqual(await fixture.names(ended), ['payment.captured', 'payment.refunded', 'payment.refunded']);
  assert.deepEqual(await fixture.names(kept), ['payment.captured', 'payment.refunded', 'payment.refunded']);
  for (const orderId of [kept, ended]) assert.deepEqual(await fixture.charges(orderId, 2), []);
});

test('an instance that stood still past its lease sends no refund: another may have, long ago', async () => {
  const orderId = await paid(await fixture.alone());
  const sent: unknown[] = [];
  const still = await fixture.alone({
    lease: 0,
    provider: {
      ...fixture.provider,
      async refund(request) {
        sent.push(request);
        return fixture.provider.refund(request);
      },
    },
  });
  await still.refundAsked(orderId, newRefundId(), 1_000);
  await until(async () => {
    const [row] = await fixture.own.database.query<{ tries: number }[]>(
      'select tries from payment_refund where order_id = $1',
      [orderId],
    );
    return (row?.tries ?? 0) >= 2;
  });
  assert.deepEqual(sent, []);
  await fixture.alone();
  await fixture.isNow(orderId, 'PARTIALLY_REFUNDED');
});
