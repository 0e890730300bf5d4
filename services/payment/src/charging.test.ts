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
  test(`an order whose events come ${order} is charged once and says so once`, async () => {
    const payments = await fixture.alone();
    const orderId = newOrderId();
    for (let twice = 0; twice < 2; twice += 1) {
      if (order === 'placed first') await payments.placed(orderId, 'tok_ok');
      await payments.reserved(orderId);
      if (order === 'reserved first') await payments.placed(orderId, 'tok_ok');
    }
    await fixture.isNow(orderId, 'CAPTURED');
    const [event, ...others] = await emittedEvents(fixture.own, orderId);
    assert.equal(event?.name, 'payment.captured');
    assert.deepEqual(event?.data.amount, total);
    assert.equal(others.length, 0);
    assert.deepEqual(
      (await fixture.charges(orderId)).map(({ status }) => status),
      ['captured'],
    );
  });

test('placed and reserved at the same moment, by two instances, lose neither', async () => {
  const one = await fixture.alone();
  const two = fixture.another();
  const orders = Array.from({ length: 20 }, () => newOrderId());
  await Promise.all(orders.flatMap((orderId) => [one.placed(orderId, 'tok_ok'), two.reserved(orderId)]));
  for (const orderId of orders) await fixture.isNow(orderId, 'CAPTURED');
  for (const orderId of orders) {
    assert.deepEqual(await fixture.names(orderId), ['payment.captured']);
    assert.equal((await fixture.charges(orderId)).length, 1);
  }
});

test('an order cancelled before it is known is never charged', async () => {
  const payments = await fixture.alone();
  const orderId = newOrderId();
  await payments.cancelled(orderId);
  await payments.placed(orderId, 'tok_ok');
  await payments.reserved(orderId);
  const later = newOrderId();
  await payments.placed(later, 'tok_ok');
  await payments.reserved(later);
  await fixture.isNow(later, 'CAPTURED');
  assert.deepEqual(await fixture.charges(orderId), []);
  assert.deepEqual(await fixture.names(orderId), ['payment.voided']);
  await payments.cancelled(orderId);
  assert.deepEqual(
    await fixture.names(orderId),
    ['payment.voided', 'payment.voided'],
    'asked again, it is answered again',
  );
});

test('a declined card is said to be, finally; too little money leaves room for another card', async () => {
  const payments = await fixture.alone();
  const declined = newOrderId();
  await payments.placed(declined, 'tok_declined');
  await payments.reserved(declined);
  await fixture.isNow(declined, 'FAILED');
  const [no] = await emittedEvents(fixture.own, declined);
  assert.equal(no?.data.retryable, false);
  assert.match(String(no?.data.suggestion), /another card/);

  const orderId = newOrderId();
  await payments.placed(orderId, 'tok_insufficient_funds');
  await payments.reserved(orderId);
  await fixture.isNow(orderId, 'FAILED');
  await payments.requested(orderId, 2, 'tok_ok');
  await fixture.isNow(orderId, 'CAPTURED');
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
  test(`what the provider still works on (${token}) is pending until it is done`, async () => {
    const payments = await fixture.alone();
    const orderId = newOrderId();
    await payments.placed(orderId, token);
    await payments.reserved(orderId);
    await fixture.isNow(orderId, 'CAPTURED');
    assert.deepEqual(
      (await fixture.log(orderId)).map(({ type }) => type),
      ['requested', 'stock-reserved', 'attempt-started', 'pending', 'captured'],
    );
  });

test('a payment the shopper must approve says where, and goes through when they do', async () => {
  const payments = await fixture.alone();
  const orderId = newOrderId();
  await payments.placed(orderId, 'tok_action');
  await payments.reserved(orderId);
  await fixture.isNow(orderId, 'ACTION_REQUIRED');
  const [charge] = await fixture.charges(orderId);
  assert.ok(charge);
  assert.match(String((await emittedEvents(fixture.own, orderId))[0]?.data.url), new RegExp(charge.id));
  await fixture.simulator.decide(charge.id, 'approve');
  await fixture.isNow(orderId, 'CAPTURED');
  assert.deepEqual(await fixture.names(orderId), ['payment.action-required', 'payment.captured']);
});

test('a cancelled order gets its money back, once', async () => {
  const payments = await fixture.alone();
  const orderId = newOrderId();
  await payments.placed(orderId, 'tok_ok');
  await payments.reserved(orderId);
  await fixture.isNow(orderId, 'CAPTURED');
  await payments.cancelled(orderId);
  await fixture.isNow(orderId, 'REFUNDED');
  await payments.cancelled(orderId);
  assert.deepEqual(await fixture.names(orderId), ['payment.captured', 'payment.refunded', 'payment.refunded']);
  const [last] = (await emittedEvents(fixture.own, orderId)).slice(-1);
  assert.deepEqual(last?.data.refundedTotal, total);
  assert.deepEqual(
    (await fixture.charges(orderId)).map(({ refunded }) => refunded),
    [total.amount],
  );
});

test('the log is a chain, keeps no token, and cannot be changed', async () => {
  const payments = await fixture.alone();
  const orderId = newOrderId();
  await payments.placed(orderId, 'tok_ok');
  await payments.reserved(orderId);
  await fixture.isNow(orderId, 'CAPTURED');
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
