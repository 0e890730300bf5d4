import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newOrderId } from '@mambogo/contracts/ids.ts';
import { nextRetry } from './next-retry.ts';
import type { AttemptTask } from './settlement-protocol.ts';

const retryPolicy = { retry: 1, poll: 10, windows: { resendWithin: 100, absentAfter: 20, recheckUntil: 1_000 } };
const task = (more: Partial<AttemptTask>): AttemptTask => ({
  ...{ orderId: newOrderId(), attempt: 1, mode: 'charge', token: null, amount: 1, currency: 'USD' },
  ...{ tries: 0, sinceFirstSent: 1, sinceSent: 1 },
  ...more,
});
const absent = { type: 'not-found' } as const;
const pending = { type: 'pending', reference: 'ch_1' } as const;

for (const [name, given, answer, delay] of [
  ['no answer is asked for soon', {}, undefined, 1],
  ['then less often', { tries: 3 }, undefined, 8],
  ['but at least once a minute', { tries: 30 }, undefined, 60],
  ['what is under way is asked for soon', {}, pending, 1],
  ['then less often, as for no answer', { tries: 3 }, pending, 8],
  ['and at least as often as the settings say', { tries: 30 }, pending, 10],
  ['what was never sent needs no further look', { sinceSent: null }, absent, undefined],
  ['what was just sent is looked for after it would have turned up', { sinceSent: 2 }, absent, 20],
  ['then after as long again', { sinceSent: 300 }, absent, 300],
  ['until nobody would expect it', { sinceSent: 1_001 }, absent, undefined],
  [
    'a capture is final',
    {},
    { type: 'captured', reference: 'ch_1', taken: { amount: 4_200, currency: 'USD' } },
    undefined,
  ],
  ['a failure is final', {}, { type: 'failed', code: 'card_declined' }, undefined],
] as const)
  test(`${name}: ${delay}`, () => assert.equal(nextRetry(task(given), answer, retryPolicy), delay));
