/** Results that arrive twice, late or for an unknown attempt or refund. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { after, cancel, captured, failed, place, refund, request, reserve, result } from '../../testing/commands.ts';
import { total } from '../../testing/order-data.ts';
import type { PaymentEvent } from './payment-event.ts';

const types = (events: readonly PaymentEvent[]) => events.map(({ type }) => type);

test('records the reference of a pending charge once', () => {
  const pending = result(1, { type: 'pending', reference: 'ch_1' });
  const { payment, events } = after(place(), reserve(), pending, pending);
  assert.deepEqual(types(events).slice(3), ['pending']);
  const [{ state, reference, surplus } = {}] = payment.attempts;
  assert.deepEqual({ state, reference, surplus }, { state: 'STARTED', reference: 'ch_1', surplus: false });
});

for (const [given, code] of [
  [{ type: 'voided', reference: 'ch_1' }, 'payment_expired'],
  [{ type: 'not-found' }, 'not_processed'],
] as const)
  test(`an attempt that is ${given.type}, of an order that is not cancelled, fails and is retryable`, () => {
    const { payment } = after(place(), reserve(), result(1, given));
    const [{ state, failure } = {}] = payment.attempts;
    assert.deepEqual([state, failure?.code, failure?.retryable], ['FAILED', code, true]);
  });

test('ignores results for a settled refund', () => {
  const requested = refund(1_000);
  const given = { type: 'refund-result', refundId: requested.refundId, nextRefundId: requested.refundId } as const;
  const paid = [place(), reserve(), result(1, captured), requested];
  const done = { ...given, answer: { type: 'refunded' } } as const;
  const no = { ...given, answer: { type: 'refused', reason: 'no' } } as const;
  assert.deepEqual(types(after(...paid, done, no, done).events).slice(4), ['refund-requested', 'refunded']);
  assert.deepEqual(types(after(...paid, no, done, no).events).slice(4), ['refund-requested', 'refund-failed']);
});

test('a refund of a surplus capture leaves the kept capture refundable', () => {
  const { payment } = after(
    place(),
    reserve(),
    result(1, failed('insufficient_funds')),
    request(2),
    result(2, captured),
    result(1, { ...captured, reference: 'ch_late' }),
    refund(total.amount),
  );
  assert.deepEqual(
    payment.refunds.map(({ attempt, state }) => [attempt, state]),
    [
      [1, 'REQUESTED'],
      [2, 'REQUESTED'],
    ],
  );
});

test('rejects a refund of an order cancelled unpaid, and throws, to be retried, for one that may still be paid', () => {
  const unpaid = [place(), reserve(), result(1, failed('card_declined'))];
  assert.deepEqual(types(after(...unpaid, cancel(), refund(100)).events).slice(-2), [
    'refund-requested',
    'refund-failed',
  ]);
  assert.throws(() => after(...unpaid, refund(100)), /not known to be captured/);
});

test('throws on a result for an unknown attempt or refund', () => {
  assert.throws(() => after(place(), result(1, captured)), /unknown attempt 1/);
  assert.throws(() => after(reserve(), result(1, captured)), /unknown attempt 1/);
  const unknown = refund(1).refundId;
  const given = {
    type: 'refund-result',
    refundId: unknown,
    answer: { type: 'refunded' },
    nextRefundId: unknown,
  } as const;
  assert.throws(() => after(place(), given), /unknown refund/);
});
