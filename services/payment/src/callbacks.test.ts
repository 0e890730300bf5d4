/** Callbacks of the real provider process. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { silent } from '../testing/instances.ts';
import { createPaymentFixture, type PaymentFixture } from '../testing/payment-fixture.ts';
import { until } from '../testing/start-simulator.ts';

let fixture: PaymentFixture;

before(async () => {
  fixture = await createPaymentFixture();
  await fixture.receiveCallbacks();
});
after(() => fixture?.stop());

for (const [token, delivered] of [
  ['tok_late', 1],
  ['tok_twice', 2],
] as const)
  test(`records the capture of ${token} as soon as the provider calls back`, async () => {
    const payments = await fixture.alone(silent);
    const before = (await fixture.simulator.callbacks()).delivered;
    const orderId = await fixture.begin(payments, token);
    await fixture.waitForStatus(orderId, 'CAPTURED');
    await until(async () => (await fixture.simulator.callbacks()).delivered === before + delivered);
    assert.equal((await fixture.callbacksOf(orderId)).length, 1, 'one event in spite of redelivery');
    assert.deepEqual(await fixture.names(orderId), ['payment.captured']);
  });

for (const [decision, status] of [
  ['approve', 'CAPTURED'],
  ['decline', 'FAILED'],
] as const)
  test(`the callback after a customer’s ${decision} makes the payment ${status}`, async () => {
    const payments = await fixture.alone(silent);
    const orderId = await fixture.begin(payments, 'tok_action');
    await fixture.waitForStatus(orderId, 'ACTION_REQUIRED');
    const [charge] = await fixture.charges(orderId);
    assert.ok(charge);
    await fixture.simulator.decide(charge.id, decision);
    await fixture.waitForStatus(orderId, status);
  });

test('records a charge that timed out from its callback, captured once', async () => {
  const payments = await fixture.alone(silent);
  const orderId = await fixture.begin(payments, 'tok_timeout');
  await fixture.waitForStatus(orderId, 'CAPTURED');
  assert.equal((await fixture.charges(orderId)).length, 1);
  assert.deepEqual(await fixture.names(orderId), ['payment.captured']);
});
