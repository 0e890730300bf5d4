/** The integration events of a payment, and their repetition when a request is repeated. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  after,
  cancel,
  captured,
  failed,
  lastEvents,
  place,
  refund,
  refunded,
  refused,
  request,
  reserve,
  result,
} from '../../testing/commands.ts';
import { total } from '../../testing/order-data.ts';

const paid = [place(), reserve(), result(1, captured)] as const;
const waiting = { type: 'action-required', reference: 'ch_1', url: 'https://bank.example/' } as const;

for (const [name, steps, expected] of [
  ['a capture', paid, ['payment.captured']],
  ['a failure', [place(), reserve(), result(1, failed('card_declined'))], ['payment.failed']],
  ['an action the shopper must take', [place(), reserve(), result(1, waiting)], ['payment.action-required']],
  ['a cancellation of an unknown order', [cancel()], ['payment.voided']],
  ['a repeated cancellation of an unknown order', [cancel(), place(), reserve(), cancel()], ['payment.voided']],
  ['an order cancelled before its stock was reserved', [place(), cancel()], ['payment.voided']],
  ['an order cancelled after a decline', [place(), reserve(), result(1, failed('x')), cancel()], ['payment.voided']],
  ['an order cancelled while its attempt is open', [place(), reserve(), cancel()], []],
  ['the same, cancellation repeated', [place(), reserve(), cancel(), cancel()], []],
  ['an order cancelled after a partial refund', [...paid, refund(1_000), refunded, cancel()], []],
  [
    'its attempt not found at the provider',
    [place(), reserve(), cancel(), result(1, { type: 'not-found' })],
    ['payment.voided'],
  ],
  [
    'its attempt declined in the meantime',
    [place(), reserve(), cancel(), result(1, failed('card_declined'))],
    ['payment.failed', 'payment.voided'],
  ],
  ['its attempt still pending', [place(), reserve(), cancel(), result(1, waiting)], ['payment.action-required']],
  ['its attempt captured late', [place(), reserve(), cancel(), result(1, captured)], ['payment.captured']],
  ['its late capture refunded', [place(), reserve(), cancel(), result(1, captured), refunded], ['payment.refunded']],
  ['a paid order cancelled', [...paid, cancel()], []],
  ['its capture refunded', [...paid, cancel(), refunded], ['payment.refunded']],
  ['its capture refunded, cancellation repeated', [...paid, cancel(), refunded, cancel()], ['payment.refunded']],
  ['its refund rejected', [...paid, cancel(), refused], ['payment.refund-failed']],
  ['its rejected refund requested again', [...paid, cancel(), refused, cancel(), refunded], ['payment.refunded']],
  ['a partial refund, then the cancellation', [...paid, refund(1_000), refunded, cancel()], []],
  [
    'refunded in two parts, cancellation repeated',
    [...paid, refund(1_000), refunded, cancel(), refunded, cancel()],
    ['payment.refunded', 'payment.refunded'],
  ],
  ['a refund of more than was paid', [...paid, refund(total.amount + 1)], ['payment.refund-failed']],
  ['a refund of more than is left', [...paid, refund(1_000), refund(total.amount - 999)], ['payment.refund-failed']],
  ['a refund of exactly what is left', [...paid, refund(1_000), refund(total.amount - 1_000)], []],
  [
    'a surplus capture',
    [
      ...[place(), reserve(), result(1, failed('insufficient_funds')), request(2), result(2, captured)],
      result(1, { ...captured, reference: 'ch_late' }),
    ],
    [],
  ],
] as const)
  test(`${name}: ${expected.join(', ') || 'nothing'}`, () => {
    assert.deepEqual(lastEvents(after(...steps)), expected);
  });

test('a repeated refund request is acknowledged again by its id, and sent once', () => {
  const requested = refund(1_000);
  const other = refund(500);
  const history = after(...paid, requested, requested, refunded, other, requested);
  assert.deepEqual(lastEvents(history), ['payment.refunded']);
  assert.equal(history.emitted.at(-1)?.[0]?.data.refundId, requested.refundId);
  assert.equal(history.payment.refunds.filter(({ refundId }) => refundId === requested.refundId).length, 1);
  const over = refund(total.amount + 1);
  const refusal = after(...paid, over, over);
  assert.deepEqual(lastEvents(refusal), ['payment.refund-failed']);
  assert.match(String(refusal.emitted.at(-1)?.[0]?.data.reason), /only 4200 minor units/, 'with the original reason');
});

test('publishes nothing for the refund of a surplus capture, and retries it after a rejection', () => {
  const history = after(
    ...[place(), reserve(), result(1, failed('insufficient_funds')), request(2), result(2, captured)],
    result(1, { ...captured, reference: 'ch_late' }),
    refused,
    refused,
    refunded,
  );
  assert.deepEqual(history.emitted.slice(-4), [[], [], [], []]);
  assert.deepEqual(
    history.payment.refunds.map(({ attempt, state }) => [attempt, state]),
    [
      [1, 'FAILED'],
      [1, 'FAILED'],
      [1, 'DONE'],
    ],
  );
});
