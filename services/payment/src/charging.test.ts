/** Charging against a real database and the real provider process. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newOrderId } from '@mambogo/contracts/ids.ts';
import { chainHash } from '@mambogo/service/crypto/hash-chain.ts';
import { emittedEvents } from '../testing/charging.ts';
import { total } from '../testing/order-data.ts';
import { createPaymentFixture, type PaymentFixture } from '../testing/payment-fixture.ts';

let fixture: PaymentFixture;

before(async () => {
  fixture = await createPaymentFixture();
});
after(() => fixture?.stop());

for (const order of ['placed first', 'reserved first'] as const)
  test(`charges an order once and publishes it once, ${order}`, async () => {
    const payments = await fixture.alone();
    const orderId = newOrderId();
    for (let twice = 0; twice < 2; twice += 1) {
      if (order === 'placed first') await payments.placed(orderId, 'tok_ok');
      await payments.reserved(orderId);
      if (order === 'reserved first') await payments.placed(orderId, 'tok_ok');
    }
    await fixture.waitForStatus(orderId, 'CAPTURED');
    const [event, ...others] = await emittedEvents(fixture.own, orderId);
    assert.equal(event?.name, 'payment.captured');
    assert.deepEqual(event?.data.amount, total);
    assert.equal(others.length, 0);
    assert.deepEqual(
      (await fixture.charges(orderId)).map(({ status }) => status),
      ['captured'],
    );
  });

test('two instances that handle placed and reserved concurrently lose neither event', async () => {
  const one = await fixture.alone();
  const two = fixture.another();
  const orders = Array.from({ length: 20 }, () => newOrderId());
  await Promise.all(orders.flatMap((orderId) => [one.placed(orderId, 'tok_ok'), two.reserved(orderId)]));
  for (const orderId of orders) await fixture.waitForStatus(orderId, 'CAPTURED');
  for (const orderId of orders) {
    assert.deepEqual(await fixture.names(orderId), ['payment.captured']);
    assert.equal((await fixture.charges(orderId)).length, 1);
  }
});

test('never charges an order whose cancellation arrives first', async () => {
  const payments = await fixture.alone();
  const orderId = newOrderId();
  await payments.cancelled(orderId);
  await payments.placed(orderId, 'tok_ok');
  await payments.reserved(orderId);
  const later = newOrderId();
  await payments.placed(later, 'tok_ok');
  await payments.reserved(later);
  await fixture.waitForStatus(later, 'CAPTURED');
  assert.deepEqual(await fixture.charges(orderId), []);
  assert.deepEqual(await fixture.names(orderId), ['payment.voided']);
  await payments.cancelled(orderId);
  assert.deepEqual(
    await fixture.names(orderId),
    ['payment.voided', 'payment.voided'],
    'a repeated cancellation is acknowledged again',
  );
});

test('a declined card is not retryable, insufficient funds accept another card', async () => {
  const payments = await fixture.alone();
  const declined = newOrderId();
  await payments.placed(declined, 'tok_declined');
  await payments.reserved(declined);
  await fixture.waitForStatus(declined, 'FAILED');
  const [failure] = await emittedEvents(fixture.own, declined);
  assert.equal(failure?.data.retryable, false);
  assert.match(String(failure?.data.suggestion), /another card/);

  const orderId = newOrderId();
  await payments.placed(orderId, 'tok_insufficient_funds');
  await payments.reserved(orderId);
  await fixture.waitForStatus(orderId, 'FAILED');
  await payments.requested(orderId, 2, 'tok_ok');
  await fixture.waitForStatus(orderId, 'CAPTURED');
  const events = await emittedEvents(fixture.own, orderId);
  assert.deepEqual(
    events.map(({ name, data }) => [name, data.attempt, data.retryable]),
    [
      ['payment.failed', 1, true],
      ['payment.captured', 2, undefined],
    ],
  );
});

for (const token of ['tok_late', 'tok_twice'])
  test(`a charge in progress at the provider (${token}) is pending until it completes`, async () => {
    const payments = await fixture.alone();
    const orderId = newOrderId();
    await payments.placed(orderId, token);
    await payments.reserved(orderId);
    await fixture.waitForStatus(orderId, 'CAPTURED');
    assert.deepEqual(
      (await fixture.log(orderId)).map(({ type }) => type),
      ['requested', 'stock-reserved', 'attempt-started', 'pending', 'captured'],
    );
  });

test('a payment that needs approval returns the approval page, and completes once approved', async () => {
  const payments = await fixture.alone();
  const orderId = newOrderId();
  await payments.placed(orderId, 'tok_action');
  await payments.reserved(orderId);
  await fixture.waitForStatus(orderId, 'ACTION_REQUIRED');
  const [charge] = await fixture.charges(orderId);
  assert.ok(charge);
  assert.match(String((await emittedEvents(fixture.own, orderId))[0]?.data.url), new RegExp(charge.id));
  await fixture.simulator.decide(charge.id, 'approve');
  await fixture.waitForStatus(orderId, 'CAPTURED');
  assert.deepEqual(await fixture.names(orderId), ['payment.action-required', 'payment.captured']);
});

test('refunds a cancelled order exactly once', async () => {
  const payments = await fixture.alone();
  const orderId = newOrderId();
  await payments.placed(orderId, 'tok_ok');
  await payments.reserved(orderId);
  await fixture.waitForStatus(orderId, 'CAPTURED');
  await payments.cancelled(orderId);
  await fixture.waitForStatus(orderId, 'REFUNDED');
  await payments.cancelled(orderId);
  assert.deepEqual(await fixture.names(orderId), ['payment.captured', 'payment.refunded', 'payment.refunded']);
  const [last] = (await emittedEvents(fixture.own, orderId)).slice(-1);
  assert.deepEqual(last?.data.refundedTotal, total);
  assert.deepEqual(
    (await fixture.charges(orderId)).map(({ refunded }) => refunded),
    [total.amount],
  );
});

test('the log is hash-chained and append-only, and contains no token', async () => {
  const payments = await fixture.alone();
  const orderId = newOrderId();
  await payments.placed(orderId, 'tok_ok');
  await payments.reserved(orderId);
  await fixture.waitForStatus(orderId, 'CAPTURED');
  const entries = await fixture.log(orderId);
  let previous = '';
  for (const { hash, prevHash, causationId, at, ...entry } of entries) {
    assert.equal(prevHash, previous);
    const content = { ...entry, at: at.toISOString(), causationId: causationId ?? undefined };
    assert.equal(hash, chainHash(previous, content));
    previous = hash;
  }
  assert.deepEqual(
    entries.map(({ version }) => version),
    [1, 2, 3, 4],
  );
  assert.doesNotMatch(JSON.stringify(entries), /tok_ok/);
  await assert.rejects(fixture.own.database.query("update payment_event set type = 'x'"), /append-only/);
});
