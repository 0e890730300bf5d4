/** Charging under failure: time-outs, crashes, an unavailable provider, an order cancelled in the meantime. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newOrderId } from '@mambogo/contracts/ids.ts';
import { total } from '../testing/order-data.ts';
import { createPaymentFixture, type PaymentFixture } from '../testing/payment-fixture.ts';
import { until } from '../testing/start-simulator.ts';
import { type PaymentProvider, ProviderUnavailable } from './domain/payment-provider.ts';

let fixture: PaymentFixture;

before(async () => {
  fixture = await createPaymentFixture();
});
after(() => fixture?.stop());

test('queries the provider after a time-out, and captures once', async () => {
  const payments = await fixture.alone();
  const orderId = newOrderId();
  await payments.placed(orderId, 'tok_timeout');
  await payments.reserved(orderId);
  await fixture.waitForStatus(orderId, 'CAPTURED');
  assert.equal((await fixture.charges(orderId)).length, 1);
  assert.deepEqual(await fixture.names(orderId), ['payment.captured']);
});

test('retries with the same idempotency key after a server error of the provider', async () => {
  const payments = await fixture.alone();
  const orderId = newOrderId();
  await payments.placed(orderId, 'tok_error');
  await payments.reserved(orderId);
  await fixture.waitForStatus(orderId, 'CAPTURED');
  assert.equal((await fixture.charges(orderId)).length, 1);
  assert.deepEqual(await fixture.names(orderId), ['payment.captured']);
});

test('voids the pending charge of a cancelled order, or refunds it if it was captured', async () => {
  const payments = await fixture.alone();
  const waiting = newOrderId();
  await payments.placed(waiting, 'tok_action');
  await payments.reserved(waiting);
  await fixture.waitForStatus(waiting, 'ACTION_REQUIRED');
  await payments.cancelled(waiting);
  await fixture.waitForStatus(waiting, 'FAILED');
  assert.deepEqual(
    (await fixture.charges(waiting)).map(({ status }) => status),
    ['voided'],
  );

  const taken = newOrderId();
  await payments.placed(taken, 'tok_timeout');
  await payments.reserved(taken);
  await until(async () => (await fixture.charges(taken)).length === 1);
  await payments.cancelled(taken);
  await fixture.waitForStatus(taken, 'REFUNDED');
  assert.deepEqual(await fixture.names(taken), ['payment.captured', 'payment.refunded']);
});

for (const [token, taken] of [
  ['tok_wrong_amount', { amount: total.amount + 100, currency: total.currency }],
  ['tok_wrong_currency', { amount: total.amount, currency: 'EUR' }],
] as const)
  test(`${token}: refunds the capture in full, fails the attempt and accepts another card`, async () => {
    const payments = await fixture.alone();
    const orderId = newOrderId();
    await payments.placed(orderId, token);
    await payments.reserved(orderId);
    await fixture.waitForStatus(orderId, 'FAILED');
    await until(async () => (await fixture.charges(orderId))[0]?.refunded === taken.amount);
    const [charge] = await fixture.charges(orderId);
    assert.deepEqual({ amount: charge?.amount, currency: charge?.currency }, taken);
    await payments.requested(orderId, 2, 'tok_ok');
    await fixture.waitForStatus(orderId, 'CAPTURED');
    assert.deepEqual(await fixture.names(orderId), ['payment.failed', 'payment.captured']);
  });

test('does not charge twice after a crash between the charge and its commit', async () => {
  let crashed = 0;
  const crashing = await fixture.alone({
    lease: 0.5,
    runInTransaction: (plain) => async (metadata, body) => {
      if (crashed < 2) {
        crashed += 1;
        return plain(metadata, async (unit) => {
          await body(unit);
          throw new Error('killed before the commit');
        });
      }
      return plain(metadata, body);
    },
  });
  const orderId = newOrderId();
  await crashing.placed(orderId, 'tok_ok');
  await crashing.reserved(orderId);
  await until(async () => crashed === 2);
  await fixture.waitForStatus(orderId, 'CAPTURED');
  assert.equal((await fixture.charges(orderId)).length, 1);
  assert.deepEqual(await fixture.names(orderId), ['payment.captured']);
});

test('takes over the attempt of a stalled instance when its lease ends, and ignores the late result', async () => {
  const stall = Promise.withResolvers<void>();
  const stuck: PaymentProvider = {
    ...fixture.provider,
    charge: async (request) => {
      const answer = await fixture.provider.charge(request);
      await stall.promise;
      return answer;
    },
  };
  const first = await fixture.alone({ provider: stuck, lease: 0.5 });
  const orderId = newOrderId();
  await first.placed(orderId, 'tok_ok');
  await first.reserved(orderId);
  await until(async () => (await fixture.charges(orderId)).length === 1);
  fixture.another();
  await fixture.waitForStatus(orderId, 'CAPTURED');
  stall.resolve();
  await first.stop();
  assert.equal((await fixture.charges(orderId)).length, 1);
  assert.deepEqual(await fixture.names(orderId), ['payment.captured']);
});

test('refunds a charge that was not committed before a crash, if the order was cancelled in the meantime', async () => {
  const orderId = newOrderId();
  let killed = false;
  const payments = await fixture.alone({
    lease: 0.5,
    runInTransaction: (plain) => async (metadata, body) => {
      if (killed) return plain(metadata, body);
      killed = true;
      await payments.cancelled(orderId);
      throw new Error('killed before the commit');
    },
  });
  await payments.placed(orderId, 'tok_ok');
  await payments.reserved(orderId);
  await fixture.waitForStatus(orderId, 'REFUNDED');
  assert.deepEqual(await fixture.names(orderId), ['payment.captured', 'payment.refunded']);
  assert.deepEqual(
    (await fixture.charges(orderId)).map(({ status, refunded }) => [status, refunded]),
    [['captured', total.amount]],
  );
});

test('payments stay pending while the provider is unavailable, and complete when it recovers', async () => {
  const payments = await fixture.alone();
  await fixture.simulator.kill();
  const orderId = newOrderId();
  await payments.placed(orderId, 'tok_ok');
  await payments.reserved(orderId);
  await until(async () => {
    const [row] = await fixture.own.database.query<{ tries: number }[]>(
      'select tries from payment_attempt where order_id = $1',
      [orderId],
    );
    return (row?.tries ?? 0) >= 2;
  });
  assert.equal(await fixture.statusOf(orderId), 'PENDING');
  await fixture.simulator.restart();
  await fixture.waitForStatus(orderId, 'CAPTURED');
  assert.equal((await fixture.charges(orderId)).length, 1);
});

test('does not repeat a refund that was made but got no response', async () => {
  let calls = 0;
  const lossy: PaymentProvider = {
    ...fixture.provider,
    refund: async (request) => {
      const answer = await fixture.provider.refund(request);
      calls += 1;
      if (calls === 1) throw new ProviderUnavailable('connection lost');
      return answer;
    },
  };
  const payments = await fixture.alone({ provider: lossy });
  const orderId = newOrderId();
  await payments.placed(orderId, 'tok_ok');
  await payments.reserved(orderId);
  await fixture.waitForStatus(orderId, 'CAPTURED');
  await payments.cancelled(orderId);
  await fixture.waitForStatus(orderId, 'REFUNDED');
  assert.deepEqual(
    (await fixture.charges(orderId)).map(({ refunded }) => refunded),
    [total.amount],
  );
});
