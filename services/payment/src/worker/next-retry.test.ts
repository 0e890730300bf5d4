import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noJitter } from '@mambogo/contracts/backoff.ts';
import { newOrderId } from '@mambogo/contracts/ids.ts';
import { nextRetry } from './next-retry.ts';
import type { AttemptTask } from './settlement-protocol.ts';

const windows = { resendWithin: 100, absentAfter: 20, recheckUntil: 1_000 };
const retryPolicy = { retry: 1, poll: 10, windows, random: noJitter };
const task = (more: Partial<AttemptTask>): AttemptTask => ({
  ...{ orderId: newOrderId(), attempt: 1, mode: 'charge', token: null, amount: 1, currency: 'USD' },
  ...{ tries: 0, sinceFirstSent: 1, sinceSent: 1 },
  ...more,
});
const absent = { type: 'not-found' } as const;
const pending = { type: 'pending', reference: 'ch_1' } as const;

for (const [name, given, answer, delay] of [
  ['no response: retries soon', {}, undefined, 1],
  ['no response: backs off', { tries: 3 }, undefined, 8],
  ['no response: retries at least once a minute', { tries: 30 }, undefined, 60],
  ['pending: queries soon', {}, pending, 1],
  ['pending: backs off as for no response', { tries: 3 }, pending, 8],
  ['pending: queries at least every `poll` seconds', { tries: 30 }, pending, 10],
  ['not found, never sent: no retry', { sinceSent: null }, absent, undefined],
  ['not found, just sent: retries after `absentAfter`', { sinceSent: 2 }, absent, 20],
  ['not found, sent earlier: retries after the same time again', { sinceSent: 300 }, absent, 300],
  ['not found, past `recheckUntil`: no retry', { sinceSent: 1_001 }, absent, undefined],
  [
    'a capture is final',
    {},
    { type: 'captured', reference: 'ch_1', taken: { amount: 4_200, currency: 'USD' } },
    undefined,
  ],
  ['a failure is final', {}, { type: 'failed', code: 'card_declined' }, undefined],
] as const)
  test(`${name}: ${delay}`, () => assert.equal(nextRetry(task(given), answer, retryPolicy), delay));
