/** Charging when something goes wrong: no answer, a crash, a provider that is away, an order that ends meanwhile. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newOrderId } from '@mambogo/contracts/ids.ts';
import { type PaymentProvider, ProviderUnavailable } from './domain/payment-provider.ts';
import { total } from './testing/order-data.ts';
import { until } from './testing/start-simulator.ts';
import { createTestBench, type TestBench } from './testing/test-bench.ts';

let bench: TestBench;

before(async () => {
  bench = await createTestBench();
});
after(() => bench?.stop());

test('a time-out says nothing: the provider is asked, and the money was taken once', async () => {
  const payments = await bench.alone();
  const orderId = newOrderId();
  await payments.placed(orderId, 'tok_timeout');
  await payments.reserved(orderId);
  await bench.isNow(orderId, 'CAPTURED');
  assert.equal((await bench.charges(orderId)).length, 1);
  assert.deepEqual(await bench.names(orderId), ['payment.captured']);
});

test('an error of the provider is no answer: it is tried again under the same key', async () => {
  const payments = await bench.alone();
  const orderId = newOrderId();
  await payments.placed(orderId, 'tok_error');
  await payments.reserved(orderId);
  await bench.isNow(orderId, 'CAPTURED');
  assert.equal((await bench.charges(orderId)).length, 1);
  assert.deepEqual(await bench.names(orderId), ['payment.captured']);
});

test('an order cancelled while the provider works on it is voided there, or paid back if that was too late', async () => {
  const payments = await bench.alone();
  const waiting = newOrderId();
  await payments.placed(waiting, 'tok_action');
  await payments.reserved(waiting);
  await bench.isNow(waiting, 'ACTION_REQUIRED');
  await payments.cancelled(waiting);
  await bench.isNow(waiting, 'FAILED');
  assert.deepEqual(
    (await bench.charges(waiting)).map(({ status }) => status),
    ['voided'],
  );

  const taken = newOrderId();
  await payments.placed(taken, 'tok_timeout');
  await payments.reserved(taken);
  await until(async () => (await bench.charges(taken)).length === 1);
  await payments.cancelled(taken);
  await bench.isNow(taken, 'REFUNDED');
  assert.deepEqual(await bench.names(taken), ['payment.captured', 'payment.refunded']);
});

for (const [token, taken] of [
  ['tok_wrong_amount', { amount: total.amount + 100, currency: total.currency }],
  ['tok_wrong_currency', { amount: total.amount, currency: 'EUR' }],
] as const)
  test(`${token}: what was taken goes back whole, the attempt has failed, and another card pays`, async () => {
    const payments = await bench.alone();
    const orderId = newOrderId();
    await payments.placed(orderId, token);
    await payments.reserved(orderId);
    await bench.isNow(orderId, 'FAILED');
    await until(async () => (await bench.charges(orderId))[0]?.refunded === taken.amount);
    const [charge] = await bench.charges(orderId);
    assert.deepEqual({ amount: charge?.amount, currency: charge?.currency }, taken);
    await payments.requested(orderId, 2, 'tok_ok');
    await bench.isNow(orderId, 'CAPTURED');
    assert.deepEqual(await bench.names(orderId), ['payment.failed', 'payment.captured']);
  });

test('a crash between the charge and its commit charges nobody twice', async () => {
  let crashed = 0;
  const crashing = await bench.alone({
    lease: 0.5,
    work: (plain) => async (cause, body) => {
      if (crashed < 2) {
        crashed += 1;
        return plain(cause, async (unit) => {
          await body(unit);
          throw new Error('killed before the commit');
        });
      }
      return plain(cause, body);
    },
  });
  const orderId = newOrderId();
  await crashing.placed(orderId, 'tok_ok');
  await crashing.reserved(orderId);
  await until(async () => crashed === 2);
  await bench.isNow(orderId, 'CAPTURED');
  assert.equal((await bench.charges(orderId)).length, 1);
  assert.deepEqual(await bench.names(orderId), ['payment.captured']);
});

test('an attempt whose instance stands still is taken over when its lease ends; its late answer changes nothing', async () => {
  const still = Promise.withResolvers<void>();
  const stuck: PaymentProvider = {
    ...bench.provider,
    charge: async (request) => {
      const answer = await bench.provider.charge(request);
      await still.promise;
      return answer;
    },
  };
  const first = await bench.alone({ provider: stuck, lease: 0.5 });
  const orderId = newOrderId();
  await first.placed(orderId, 'tok_ok');
  await first.reserved(orderId);
  await until(async () => (await bench.charges(orderId)).length === 1);
  bench.another();
  await bench.isNow(orderId, 'CAPTURED');
  still.resolve();
  await first.stop();
  assert.equal((await bench.charges(orderId)).length, 1);
  assert.deepEqual(await bench.names(orderId), ['payment.captured']);
});

test('killed between the charge and its commit, its order cancelled meanwhile: the money goes back', async () => {
  const orderId = newOrderId();
  let killed = false;
  const payments = await bench.alone({
    lease: 0.5,
    work: (plain) => async (cause, body) => {
      if (killed) return plain(cause, body);
      killed = true;
      await payments.cancelled(orderId);
      throw new Error('killed before the commit');
    },
  });
  await payments.placed(orderId, 'tok_ok');
  await payments.reserved(orderId);
  await bench.isNow(orderId, 'REFUNDED');
  assert.deepEqual(await bench.names(orderId), ['payment.captured', 'payment.refunded']);
  assert.deepEqual(
    (await bench.charges(orderId)).map(({ status, refunded }) => [status, refunded]),
    [['captured', total.amount]],
  );
});

test('a provider that is away leaves payments pending; they go through when it is back', async () => {
  const payments = await bench.alone();
  await bench.simulator.kill();
  const orderId = newOrderId();
  await payments.placed(orderId, 'tok_ok');
  await payments.reserved(orderId);
  await until(async () => {
    const [row] = await bench.own.database.query<{ tries: number }[]>(
      'select tries from payment_attempt where order_id = $1',
      [orderId],
    );
    return (row?.tries ?? 0) >= 2;
  });
  assert.equal(await bench.statusOf(orderId), 'PENDING');
  await bench.simulator.restart();
  await bench.isNow(orderId, 'CAPTURED');
  assert.equal((await bench.charges(orderId)).length, 1);
});

test('a refund that was booked but not answered is not sent again', async () => {
  let answers = 0;
  const deaf: PaymentProvider = {
    ...bench.provider,
    refund: async (request) => {
      const answer = await bench.provider.refund(request);
      answers += 1;
      if (answers === 1) throw new ProviderUnavailable('the line broke');
      return answer;
    },
  };
  const payments = await bench.alone({ provider: deaf });
  const orderId = newOrderId();
  await payments.placed(orderId, 'tok_ok');
  await payments.reserved(orderId);
  await bench.isNow(orderId, 'CAPTURED');
  await payments.cancelled(orderId);
  await bench.isNow(orderId, 'REFUNDED');
  assert.deepEqual(
    (await bench.charges(orderId)).map(({ refunded }) => refunded),
    [total.amount],
  );
});
