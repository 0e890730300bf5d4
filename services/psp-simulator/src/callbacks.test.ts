/** Merchants are called back: of which charges, how often, and until when. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { until } from '@mambogo/testing/until.ts';
import { startFakeMerchant } from '../testing/fake-merchant.ts';
import { startTestSimulator, webhookSecret } from '../testing/test-simulator.ts';
import { retryDelayMs } from './worker/callback-worker.ts';

const day = 24 * 3_600_000;

async function called(t: TestContext, answer?: (call: number) => number) {
  const merchant = await startFakeMerchant(t, answer);
  const shop = await startTestSimulator(t, { PSP_CALLBACK_URL: merchant.url });
  return {
    ...shop,
    ...merchant,
    received: () => merchant.calls.map(({ event }) => event.type),
    decide: (id: string, decision: string) =>
      shop.fetch(`/actions/${id}`, { method: 'POST', body: new URLSearchParams({ decision }) }),
    settled: (delivered: number) =>
      until(`${delivered} callbacks are delivered and none is due`, async () => {
        const { callbacks } = await shop.ledger();
        return callbacks?.due === 0 && callbacks.delivered === delivered;
      }),
  };
}

test('a charge that captures later is told of when it has', async (t) => {
  const { charge, clock, calls, settled, received, ledger } = await called(t);
  const { id } = (await charge('tok_late')).body;
  assert.deepEqual((await ledger()).callbacks, { due: 0, delivered: 0, givenUp: 0 });
  clock.now += 40_000;
  await settled(1);
  assert.deepEqual(received(), ['charge.captured']);
  assert.deepEqual(calls[0]?.event.data, { reference: 'order:1', chargeId: id, status: 'captured' });
});

test('tok_twice is told of twice, as one event', async (t) => {
  const { charge, clock, calls, settled } = await called(t);
  await charge('tok_twice');
  clock.now += 1_000;
  await settled(2);
  assert.deepEqual(calls[0]?.bytes, calls[1]?.bytes);
});

for (const [decision, type] of [
  ['approve', 'charge.captured'],
  ['decline', 'charge.failed'],
] as const)
  test(`a shopper who answers ${decision} is told of as ${type}`, async (t) => {
    const { charge, decide, settled, received } = await called(t);
    const { id } = (await charge('tok_action')).body;
    await decide(id, decision);
    await decide(id, decision);
    await settled(1);
    assert.deepEqual(received(), [type]);
  });

test('tok_timeout is told of before it is answered', async (t) => {
  const { charge, calls } = await called(t);
  let answered = false;
  const slow = charge('tok_timeout').then(() => {
    answered = true;
  });
  await until('the merchant is called', () => calls.length === 1 || answered);
  assert.equal(answered, false);
  await slow;
});

test('a charge given up is told of, one that was answered to the end is not', async (t) => {
  const { charge, ask, settled, received } = await called(t);
  for (const token of ['tok_ok', 'tok_declined']) await charge(token, { reference: token });
  const { id } = (await charge('tok_late')).body;
  await ask('POST', `/v1/charges/${id}/void`);
  await settled(1);
  assert.deepEqual(received(), ['charge.voided']);
});

test('what is sent is signed, with the time of sending', async (t) => {
  const { charge, clock, calls, settled } = await called(t, (call) => (call === 0 ? 503 : 200));
  await charge('tok_timeout');
  await until('it is called again', () => {
    clock.now += 1_000;
    return calls.length === 2;
  });
  await settled(1);
  for (const { bytes, signature } of calls) {
    const [, at, hex] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature) ?? [];
    assert.equal(hex, createHmac('sha256', webhookSecret).update(`${at}.`).update(bytes).digest('hex'));
  }
  const times = calls.map(({ signature }) => signature.split(',')[0]);
  assert.notEqual(times[0], times[1]);
  assert.deepEqual(calls[0]?.bytes, calls[1]?.bytes);
});

test('a merchant that does not answer 2xx is called less and less often, and given up after three days', async (t) => {
  const { charge, clock, calls, ledger } = await called(t, (call) => [500, 302, 401][call] ?? 429);
  await charge('tok_timeout');
  await until('it was refused four times', () => {
    clock.now += 1_000;
    return calls.length >= 4;
  });
  await until('it is given up', async () => {
    clock.now += day;
    return (await ledger()).callbacks?.givenUp === 1;
  });
  const { length } = calls;
  clock.now += day;
  await charge('tok_timeout', { reference: 'order:2' });
  await until('another one is told of', () => calls.length > length);
  assert.equal(calls.at(-1)?.event.data.reference, 'order:2');
  for (const [tries, seconds] of [
    [0, 1],
    [1, 2],
    [5, 32],
    [10, 600],
    [1_000, 600],
  ] as const)
    assert.equal(retryDelayMs(tries), seconds * 1_000);
});

test('a merchant that named no address is not called, and nothing waits for it', async (t) => {
  const { charge, ledger } = await startTestSimulator(t);
  await charge('tok_timeout');
  assert.deepEqual((await ledger()).callbacks, { due: 0, delivered: 0, givenUp: 0 });
});
