/** Charges at the provider that are missing in a restored payment database (docs/decisions/0050). */
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

let fixture: PaymentFixture;

before(async () => {
  fixture = await createPaymentFixture();
});
after(() => fixture?.stop());

describe('charges that are missing in a restored database', () => {
  const adopt = () =>
    adoptCharges(
      {
        ...{ database: fixture.own.database, provider: fixture.provider, logger: pino({ level: 'silent' }) },
        work: createTransactionRunner({
          database: fixture.own.database,
          source: 'test-payment',
        }),
      },
      new Date(Date.now() - 3_600_000),
    );
  const charge = (orderId: OrderId, token: string, attempt = 1) =>
    fixture.provider.charge({ orderId, attempt, amount: total, token });
  const booked = async (orderId: OrderId, attempt = 1) =>
    (await fixture.charges(orderId, attempt)).map(({ status, refunded }) => [status, refunded]);

  test('of a cancelled order: refunds captures and voids pending charges', async () => {
    const payments = await fixture.alone(silent);
    const [paid, waiting] = [newOrderId(), newOrderId()];
    for (const [orderId, token] of [
      [paid, 'tok_ok'],
      [waiting, 'tok_action'],
    ] as const) {
      await payments.placed(orderId, token);
      await payments.cancelled(orderId);
      await charge(orderId, token);
    }
    assert.equal((await adopt()).adopted, 1);
    await fixture.waitForStatus(paid, 'REFUNDED');
    assert.deepEqual(await booked(paid), [['captured', total.amount]]);
    assert.deepEqual(await booked(waiting), [['voided', 0]]);
    assert.equal((await adopt()).adopted, 0);
  });

  test('of a cancelled order with a partial refund at the provider: refunds only the rest', async () => {
    const payments = await fixture.alone(silent);
    const [orderId, refundId] = [newOrderId(), RefundId.parse(newId())];
    await payments.placed(orderId, 'tok_ok');
    await payments.cancelled(orderId);
    const { reference = '' } = await charge(orderId, 'tok_ok');
    await fixture.provider.refund({ reference, refundId, amount: { ...total, amount: 700 }, again: false });
    await adopt();
    await fixture.waitForStatus(orderId, 'REFUNDED');
    assert.deepEqual(await booked(orderId), [['captured', total.amount]]);
    assert.deepEqual(
      (await fixture.provider.refundsOf(reference)).map(({ amount }) => amount.amount),
      [700, total.amount - 700],
    );
  });

  test('of an open order: the first one pays for it, a second one is refunded', async () => {
    const payments = await fixture.alone(silent);
    const orderId = newOrderId();
    await payments.placed(orderId, 'tok_ok');
    await charge(orderId, 'tok_ok', 1);
    await charge(orderId, 'tok_ok', 2);
    assert.equal((await adopt()).adopted, 2);
    await fixture.waitForStatus(orderId, 'CAPTURED');
    await payments.reserved(orderId);
    await until(async () => isDeepStrictEqual(await booked(orderId, 2), [['captured', total.amount]]));
    assert.deepEqual(await booked(orderId), [['captured', 0]]);
    assert.deepEqual(await fixture.names(orderId), ['payment.captured']);
  });

  test('of an unknown order: reports them, and refunds them once the order is cancelled', async () => {
    const payments = await fixture.alone(silent);
    const orderId = newOrderId();
    await charge(orderId, 'tok_ok');
    assert.deepEqual((await adopt()).unknown, [orderId]);
    assert.deepEqual(await booked(orderId), [['captured', 0]]);
    await payments.cancelled(orderId);
    assert.deepEqual((await adopt()).unknown, []);
    await until(async () => isDeepStrictEqual(await booked(orderId), [['captured', total.amount]]));
    assert.deepEqual(await fixture.names(orderId), ['payment.voided']);
  });
});
