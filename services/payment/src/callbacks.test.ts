/** What is learnt as soon as the real provider calls back. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { silent } from './testing/instances.ts';
import { until } from './testing/start-simulator.ts';
import { createTestBench, type TestBench } from './testing/test-bench.ts';

let bench: TestBench;

before(async () => {
  bench = await createTestBench();
  await bench.hearCallbacks();
});
after(() => bench?.stop());

for (const [token, delivered] of [
  ['tok_late', 1],
  ['tok_twice', 2],
] as const)
  test(`${token} is known to be captured as soon as the provider calls back`, async () => {
    const payments = await bench.alone(silent);
    const before = (await bench.simulator.callbacks()).delivered;
    const orderId = await bench.begin(payments, token);
    await bench.isNow(orderId, 'CAPTURED');
    await until(async () => (await bench.simulator.callbacks()).delivered === before + delivered);
    assert.equal((await bench.kept(orderId)).length, 1, 'one event, however often it is told');
    assert.deepEqual(await bench.names(orderId), ['payment.captured']);
  });

for (const [decision, status] of [
  ['approve', 'CAPTURED'],
  ['decline', 'FAILED'],
] as const)
  test(`a shopper who answers ${decision} has a payment that is ${status} as soon as the provider calls back`, async () => {
    const payments = await bench.alone(silent);
    const orderId = await bench.begin(payments, 'tok_action');
    await bench.isNow(orderId, 'ACTION_REQUIRED');
    const [charge] = await bench.charges(orderId);
    assert.ok(charge);
    await bench.simulator.decide(charge.id, decision);
    await bench.isNow(orderId, status);
  });

test('a charge that is not answered in time is known by its callback, and taken once', async () => {
  const payments = await bench.alone(silent);
  const orderId = await bench.begin(payments, 'tok_timeout');
  await bench.isNow(orderId, 'CAPTURED');
  assert.equal((await bench.charges(orderId)).length, 1);
  assert.deepEqual(await bench.names(orderId), ['payment.captured']);
});
