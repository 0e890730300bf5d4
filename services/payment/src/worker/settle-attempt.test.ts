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

/** A provider that knows `found`; answers it together with the calls it got. */
function provider(found?: ChargeResult): { calls: string[]; port: PaymentProvider } {
  const calls: string[] = [];
  const expectCall = <T>(call: string, answer: T) => {
    calls.push(call);
    return Promise.resolve(answer);
  };
  return {
    calls,
    port: {
      name: 'test',
      charge: () => expectCall('charge', captured),
      find: () => expectCall('find', found),
      list: () => expectCall('list', { charges: [] }),
      refundsOf: () => expectCall('refunds', []),
      void: () => expectCall('void', voided),
      refund: () => expectCall('refund', { type: 'refunded' } as const),
      close: async () => undefined,
    },
  };
}

const old = { sinceOrdered: 3_601 };
const sent = { tries: 1, sinceFirstSent: 5, sinceSent: 5 };

for (const [name, given, found, calls, answer] of [
  ['a first try charges', {}, undefined, ['charge'], captured],
  ['a first try of an old order asks first: its database may be a restored one', old, captured, ['find'], captured],
  ['and charges when there is none', old, undefined, ['find', 'charge'], captured],
  ['so does one to be withdrawn', { ...old, mode: 'void' }, captured, ['find'], captured],
  ['which is over when there is none', { ...old, mode: 'void' }, undefined, ['find'], absent],
  ['a later try asks first', sent, captured, ['find'], captured],
  ['a charge the provider does not have is sent again', sent, undefined, ['find', 'charge'], captured],
  [
    'but not once the provider may have forgotten its key',
    { ...sent, sinceFirstSent: 101, sinceSent: 11 },
    undefined,
    ['find'],
    absent,
  ],
  ['nor is it given up while it may still turn up', { ...sent, sinceFirstSent: 101 }, undefined, ['find'], undefined],
  ['one to be withdrawn that was never sent is over', { mode: 'void' }, undefined, [], absent],
  ['one that was sent just now may still turn up', { ...sent, mode: 'void' }, undefined, ['find'], undefined],
  ['and is over when it did not', { ...sent, sinceSent: 11, mode: 'void' }, undefined, ['find'], absent],
  ['one that was captured is said to be', { ...sent, mode: 'void' }, captured, ['find'], captured],
  [
    'one that is under way is voided',
    { ...sent, mode: 'void' },
    { type: 'pending', reference: 'ch_1' } as const,
    ['find', 'void'],
    voided,
  ],
  [
    'one that is over is looked for and never charged',
    { ...sent, mode: 'verify', token: null },
    undefined,
    ['find'],
    absent,
  ],
  [
    'one that is over and was captured after all is said to be',
    { ...sent, mode: 'verify' },
    captured,
    ['find'],
    captured,
  ],
  [
    'one that is over and still lives there is voided',
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

test('an open attempt without a card is never charged', async () => {
  const { port, calls: made } = provider();
  await assert.rejects(settleAttempt(port, task({ token: null }), windows), /has no token/);
  assert.deepEqual(made, []);
});

test('one that was never sent is not given up for having been away too long', async () => {
  const { port } = provider();
  const never = task({ ...sent, sinceFirstSent: 101, sinceSent: null });
  assert.deepEqual(await settleAttempt(port, never, windows), absent);
});
