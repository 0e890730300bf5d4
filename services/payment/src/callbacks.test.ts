/** What is learnt as soon as the real provider calls back. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { silent } from '../testing/instances.ts';
import { createPaymentFixture, type PaymentFixture } from '../testing/payment-fixture.ts';
import { until } from '../testing/start-simulator.ts';

let fixture: PaymentFixture;

before(async () => {
  fixture = await createPaymentFixture();
  await fixture.hearCallbacks();
});
after(() => fixture?.stop());

for (const [token, delivered] of [
  ['tok_late', 1],
  ['tok_twice', 2],
] as const)
  test(`${token} is known to be captured as soon as the provider calls back`, async () => {
    const payments = await fixture.alone(silent);
    const before = (await fixture.simulator.callbacks()).delivered;
    const orderId = await fixture.begin(payments, token);
    await fixture.isNow(orderId, 'CAPTURED');
    await until(async () => (await fixture.simulator.callbacks()).delivered === before + delivered);
    assert.equal((await fixture.kept(orderId)).length, 1, 'one event, however often it is told');
    assert.deepEqual(await fixture.names(orderId), ['payment.captured']);
  });

for (const [decision, status] of [
  ['approve', 'CAPTURED'],
  ['decline', 'FAILED'],
] as const)
  test(`a shopper who answers ${decision} has a payment that is ${status} as soon as the provider calls back`, async () => {
    const payments = await fixture.alone(silent);
    const orderId = await fixture.begin(payments, 'tok_action');
    await fixture.isNow(orderId, 'ACTION_REQUIRED');
    const [charge] = await fixture.charges(orderId);
    assert.ok(charge);
    await fixture.simulator.decide(charge.id, decision);
    await fixture.isNow(orderId, status);
  });

test('a charge that is not answered in time is known by its callback, and taken once', async () => {
  const payments = await fixture.alone(silent);
  const orderId = await fixture.begin(payments, 'tok_timeout');
  await fixture.isNow(orderId, 'CAPTURED');
  assert.equal((await fixture.charges(orderId)).length, 1);
  assert.deepEqual(await fixture.names(orderId), ['payment.captured']);
});
