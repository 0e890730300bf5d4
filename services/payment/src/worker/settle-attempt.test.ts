import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newOrderId } from '@mambogo/contracts/ids.ts';
import type { ChargeResult, PaymentProvider } from '../domain/payment-provider.ts';
import { settleAttempt } from './settle-attempt.ts';
import type { AttemptTask } from './settlement-protocol.ts';

const windows = { resendWithin: 100, absentAfter: 10, recheckUntil: 1_000 };
const captured: ChargeResult = { type: 'captured', reference: 'ch_1', taken: { amount: 4_200, currency: 'USD' } };
const absent = { type: 'not-found' } as const;
const voided: ChargeResult = { type: 'voided', reference: 'ch_1' };

const task = (more: Partial<AttemptTask>): AttemptTask => ({
  orderId: newOrderId(),
  attempt: 1,
  token: 'tok_ok',
  amount: 1_000,
  currency: 'USD',
  mode: 'charge',
  tries: 0,
  sinceFirstSent: null,
  sinceSent: null,
  ...more,
});

/** A provider that has the charge `found`, and the calls it received. */
function provider(found?: ChargeResult): { calls: string[]; port: PaymentProvider } {
  const calls: string[] = [];
  const recordCall = <T>(call: string, answer: T) => {
    calls.push(call);
    return Promise.resolve(answer);
  };
  return {
    calls,
    port: {
      name: 'test',
      charge: () => recordCall('charge', captured),
      find: () => recordCall('find', found),
      list: () => recordCall('list', { charges: [] }),
      refundsOf: () => recordCall('refunds', []),
      void: () => recordCall('void', voided),
      refund: () => recordCall('refund', { type: 'refunded' } as const),
      close: async () => undefined,
    },
  };
}

const old = { sinceOrdered: 3_601 };
const sent = { tries: 1, sinceFirstSent: 5, sinceSent: 5 };

for (const [name, given, found, calls, answer] of [
  ['charges on the first try', {}, undefined, ['charge'], captured],
  ['searches first for an old order: the database may have been restored', old, captured, ['find'], captured],
  ['charges an old order if the provider has no charge', old, undefined, ['find', 'charge'], captured],
  ['void: searches first for an old order', { ...old, mode: 'void' }, captured, ['find'], captured],
  ['void: ends if the provider has no charge of an old order', { ...old, mode: 'void' }, undefined, ['find'], absent],
  ['searches first on a later try', sent, captured, ['find'], captured],
  ['sends a charge again that the provider does not have', sent, undefined, ['find', 'charge'], captured],
  [
    'does not send a charge again once its idempotency key may have expired',
    { ...sent, sinceFirstSent: 101, sinceSent: 11 },
    undefined,
    ['find'],
    absent,
  ],
  [
    'does not end an attempt whose charge may still appear',
    { ...sent, sinceFirstSent: 101 },
    undefined,
    ['find'],
    undefined,
  ],
  ['void: ends an attempt that was never sent', { mode: 'void' }, undefined, [], absent],
  [
    'void: does not end an attempt whose charge was just sent',
    { ...sent, mode: 'void' },
    undefined,
    ['find'],
    undefined,
  ],
  [
    'void: ends once the charge has not appeared in time',
    { ...sent, sinceSent: 11, mode: 'void' },
    undefined,
    ['find'],
    absent,
  ],
  ['void: returns a capture', { ...sent, mode: 'void' }, captured, ['find'], captured],
  [
    'void: voids a pending charge',
    { ...sent, mode: 'void' },
    { type: 'pending', reference: 'ch_1' } as const,
    ['find', 'void'],
    voided,
  ],
  ['verify: searches and never charges', { ...sent, mode: 'verify', token: null }, undefined, ['find'], absent],
  ['verify: returns a late capture', { ...sent, mode: 'verify' }, captured, ['find'], captured],
  [
    'verify: voids a charge that is still pending at the provider',
    { ...sent, mode: 'verify' },
    { type: 'action-required', reference: 'ch_1', url: 'https://bank.example/' } as const,
    ['find', 'void'],
    voided,
  ],
] as const)
  test(name, async () => {
    const { port, calls: made } = provider(found);
    assert.deepEqual(await settleAttempt(port, task(given), windows), answer);
    assert.deepEqual(made, calls);
  });

test('never charges an open attempt without a token', async () => {
  const { port, calls: made } = provider();
  await assert.rejects(settleAttempt(port, task({ token: null }), windows), /has no token/);
  assert.deepEqual(made, []);
});

test('ends an attempt whose charge was never sent, without waiting for it to appear', async () => {
  const { port } = provider();
  const never = task({ ...sent, sinceFirstSent: 101, sinceSent: null });
  assert.deepEqual(await settleAttempt(port, never, windows), absent);
});
