/** Charges that the provider has and a payment database that was restored to an earlier moment forgot (docs/decisions/0050). */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { newId, newOrderId, type OrderId, RefundId } from '@mambogo/contracts/ids.ts';
import { createTransactionRunner } from '@mambogo/messaging/unit-of-work.ts';
import { pino } from 'pino';
import { silent } from '../testing/instances.ts';
import { total } from '../testing/order-data.ts';
import { createPaymentFixture, type PaymentFixture } from '../testing/payment-fixture.ts';
import { until } from '../testing/start-simulator.ts';
import { adoptCharges } from './worker/adopt-charges.ts';

let bench: PaymentFixture;

before(async () => {
  bench = await createPaymentFixture();
});
after(() => bench?.stop());

describe('charges that the provider lists and a restored database forgot', () => {
  const adopt = () =>
    adoptCharges(
      {
        ...{ database: bench.own.database, provider: bench.provider, logger: pino({ level: 'silent' }) },
        work: createTransactionRunner({ database: bench.own.database, source: 'test-payment', wake: () => undefined }),
      },
      new Date(Date.now() - 3_600_000),
    );
  const charge = (orderId: OrderId, token: string, attempt = 1) =>
    bench.provider.charge({ orderId, attempt, amount: total, token });
  const booked = async (orderId: OrderId, attempt = 1) =>
    (await bench.charges(orderId, attempt)).map(({ status, refunded }) => [status, refunded]);

  test('of a cancelled order, go back; what holds no money is given up', async () => {
    const payments = await bench.alone(silent);
    const [paid, asked] = [newOrderId(), newOrderId()];
    for (const [orderId, token] of [
      [paid, 'tok_ok'],
      [asked, 'tok_action'],
    ] as const) {
      await payments.placed(orderId, token);
      await payments.cancelled(orderId);
      await charge(orderId, token);
    }
    assert.equal((await adopt()).adopted, 1);
    await bench.isNow(paid, 'REFUNDED');
    assert.deepEqual(await booked(paid), [['captured', total.amount]]);
    assert.deepEqual(await booked(asked), [['voided', 0]]);
    assert.equal((await adopt()).adopted, 0);
  });

  test('of a cancelled order of which the provider gave back a part, only the rest goes back', async () => {
    const payments = await bench.alone(silent);
    const [orderId, refundId] = [newOrderId(), RefundId.parse(newId())];
    await payments.placed(orderId, 'tok_ok');
    await payments.cancelled(orderId);
    const { reference = '' } = await charge(orderId, 'tok_ok');
    await bench.provider.refund({ reference, refundId, amount: { ...total, amount: 700 }, again: false });
    await adopt();
    await bench.isNow(orderId, 'REFUNDED');
    assert.deepEqual(await booked(orderId), [['captured', total.amount]]);
    assert.deepEqual(
      (await bench.provider.refundsOf(reference)).map(({ amount }) => amount.amount),
      [700, total.amount - 700],
    );
  });

  test('of an order that is to be paid, pay for it; a second one goes back', async () => {
    const payments = await bench.alone(silent);
    const orderId = newOrderId();
    await payments.placed(orderId, 'tok_ok');
    await charge(orderId, 'tok_ok', 1);
    await charge(orderId, 'tok_ok', 2);
    assert.equal((await adopt()).adopted, 2);
    await bench.isNow(orderId, 'CAPTURED');
    await payments.reserved(orderId);
    await until(async () => isDeepStrictEqual(await booked(orderId, 2), [['captured', total.amount]]));
    assert.deepEqual(await booked(orderId), [['captured', 0]]);
    assert.deepEqual(await bench.names(orderId), ['payment.captured']);
  });

  test('of an order that nobody knows, are named, and go back once it is called off', async () => {
    const payments = await bench.alone(silent);
    const orderId = newOrderId();
    await charge(orderId, 'tok_ok');
    assert.deepEqual((await adopt()).unknown, [orderId]);
    assert.deepEqual(await booked(orderId), [['captured', 0]]);
    await payments.cancelled(orderId);
    assert.deepEqual((await adopt()).unknown, []);
    await until(async () => isDeepStrictEqual(await booked(orderId), [['captured', total.amount]]));
    assert.deepEqual(await bench.names(orderId), ['payment.voided']);
  });
});
