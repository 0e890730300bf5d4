/** Callbacks to merchants: for which charges, how often and until when. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { until } from '@mambogo/testing/until.ts';
import { startFakeMerchant } from '../testing/fake-merchant.ts';
import { startTestSimulator, webhookSecret } from '../testing/test-simulator.ts';

const day = 24 * 3_600_000;

async function startWithMerchant(t: TestContext, statusOf?: (call: number) => number) {
  const merchant = await startFakeMerchant(t, statusOf);
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

test('sends a callback when a pending charge is captured', async (t) => {
  const { charge, clock, calls, settled, received, ledger } = await startWithMerchant(t);
  const { id } = (await charge('tok_late')).body;
  assert.deepEqual((await ledger()).callbacks, { due: 0, delivered: 0, givenUp: 0 });
  clock.now += 40_000;
  await settled(1);
  assert.deepEqual(received(), ['charge.captured']);
  assert.deepEqual(calls[0]?.event.data, { reference: 'order:1', chargeId: id, status: 'captured' });
});

test('sends two callbacks with one event id for tok_twice', async (t) => {
  const { charge, clock, calls, settled } = await startWithMerchant(t);
  await charge('tok_twice');
  clock.now += 1_000;
  await settled(2);
  assert.deepEqual(calls[0]?.bytes, calls[1]?.bytes);
});

for (const [decision, type] of [
  ['approve', 'charge.captured'],
  ['decline', 'charge.failed'],
] as const)
  test(`sends ${type} after the customer’s ${decision}`, async (t) => {
    const { charge, decide, settled, received } = await startWithMerchant(t);
    const { id } = (await charge('tok_action')).body;
    await decide(id, decision);
    await decide(id, decision);
    await settled(1);
    assert.deepEqual(received(), [type]);
  });

test('sends the callback of tok_timeout before its response', async (t) => {
  const { charge, calls } = await startWithMerchant(t);
  let hasResponded = false;
  const slow = charge('tok_timeout').then(() => {
    hasResponded = true;
  });
  await until('the callback is received', () => calls.length === 1 || hasResponded);
  assert.equal(hasResponded, false);
  await slow;
});

test('sends a callback for a voided charge, and none for a charge that was final at once', async (t) => {
  const { charge, send, settled, received } = await startWithMerchant(t);
  for (const token of ['tok_ok', 'tok_declined']) await charge(token, { reference: token });
  const { id } = (await charge('tok_late')).body;
  await send('POST', `/v1/charges/${id}/void`);
  await settled(1);
  assert.deepEqual(received(), ['charge.voided']);
});

test('signs every delivery with its own time', async (t) => {
  const { charge, clock, calls, settled } = await startWithMerchant(t, (call) => (call === 0 ? 503 : 200));
  await charge('tok_timeout');
  await until('it is retried', () => {
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

test('retries with backoff until 2xx, and gives up after three days', async (t) => {
  const { charge, clock, calls, ledger } = await startWithMerchant(t, (call) => [500, 302, 401][call] ?? 429);
  await charge('tok_timeout');
  await until('four deliveries failed', () => {
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
  await until('another callback is received', () => calls.length > length);
  assert.equal(calls.at(-1)?.event.data.reference, 'order:2');
});

test('sends and stores no callbacks without a callback URL', async (t) => {
  const { charge, ledger } = await startTestSimulator(t);
  await charge('tok_timeout');
  assert.deepEqual((await ledger()).callbacks, { due: 0, delivered: 0, givenUp: 0 });
});
