/** What the world is told of a payment, and told again when it asks again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  after,
  answer,
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
} from '../../testing/commands.ts';
import { total } from '../../testing/order-data.ts';

const paid = [place(), reserve(), answer(1, captured)] as const;
const waiting = { type: 'action-required', reference: 'ch_1', url: 'https://bank.example/' } as const;

for (const [name, steps, expected] of [
  ['a capture', paid, ['payment.captured']],
  ['a failure', [place(), reserve(), answer(1, failed('card_declined'))], ['payment.failed']],
  ['an action the shopper must take', [place(), reserve(), answer(1, waiting)], ['payment.action-required']],
  ['a cancelled order never heard of', [cancel()], ['payment.voided']],
  ['a cancelled order never heard of, again', [cancel(), place(), reserve(), cancel()], ['payment.voided']],
  ['an order cancelled before its stock was reserved', [place(), cancel()], ['payment.voided']],
  ['an order cancelled after a decline', [place(), reserve(), answer(1, failed('x')), cancel()], ['payment.voided']],
  ['an order cancelled while its attempt is open', [place(), reserve(), cancel()], []],
  ['the same, asking again', [place(), reserve(), cancel(), cancel()], []],
  ['an order cancelled after a part went back', [...paid, refund(1_000), refunded, cancel()], []],
  ['its attempt found absent', [place(), reserve(), cancel(), answer(1, { type: 'not-found' })], ['payment.voided']],
  [
    'its attempt declined meanwhile',
    [place(), reserve(), cancel(), answer(1, failed('card_declined'))],
    ['payment.failed', 'payment.voided'],
  ],
  ['its attempt still under way', [place(), reserve(), cancel(), answer(1, waiting)], ['payment.action-required']],
  ['its attempt captured after all', [place(), reserve(), cancel(), answer(1, captured)], ['payment.captured']],
  ['its money back', [place(), reserve(), cancel(), answer(1, captured), refunded], ['payment.refunded']],
  ['a paid order cancelled', [...paid, cancel()], []],
  ['its money back', [...paid, cancel(), refunded], ['payment.refunded']],
  ['its money back, asked again', [...paid, cancel(), refunded, cancel()], ['payment.refunded']],
  ['its money refused', [...paid, cancel(), refused], ['payment.refund-failed']],
  ['its money asked for anew', [...paid, cancel(), refused, cancel(), refunded], ['payment.refunded']],
  ['a part back before, the rest with the end', [...paid, refund(1_000), refunded, cancel()], []],
  [
    'all of it back in two, asked again',
    [...paid, refund(1_000), refunded, cancel(), refunded, cancel()],
    ['payment.refunded', 'payment.refunded'],
  ],
  ['more asked back than was paid', [...paid, refund(total.amount + 1)], ['payment.refund-failed']],
  ['more asked back than is left', [...paid, refund(1_000), refund(total.amount - 999)], ['payment.refund-failed']],
  ['exactly what is left', [...paid, refund(1_000), refund(total.amount - 1_000)], []],
  [
    'a surplus capture',
    [
      ...[place(), reserve(), answer(1, failed('insufficient_funds')), request(2), answer(2, captured)],
      answer(1, { ...captured, reference: 'ch_late' }),
    ],
    [],
  ],
] as const)
  test(`${name}: ${expected.join(', ') || 'nothing'}`, () => {
    assert.deepEqual(lastEvents(after(...steps)), expected);
  });

test('a refund asked for again is answered again by its id, and sent once', () => {
  const asked = refund(1_000);
  const other = refund(500);
  const story = after(...paid, asked, asked, refunded, other, asked);
  assert.deepEqual(lastEvents(story), ['payment.refunded']);
  assert.equal(story.facts.at(-1)?.[0]?.data.refundId, asked.refundId);
  assert.equal(story.payment.refunds.filter(({ refundId }) => refundId === asked.refundId).length, 1);
  const over = refund(total.amount + 1);
  const refusal = after(...paid, over, over);
  assert.deepEqual(lastEvents(refusal), ['payment.refund-failed']);
  assert.match(
    String(refusal.facts.at(-1)?.[0]?.data.reason),
    /only 4200 minor units/,
    'with the reason it was given then',
  );
});

test('what goes back of a surplus capture is nobody’s concern, but a refusal does not end it', () => {
  const story = after(
    ...[place(), reserve(), answer(1, failed('insufficient_funds')), request(2), answer(2, captured)],
    answer(1, { ...captured, reference: 'ch_late' }),
    refused,
    refused,
    refunded,
  );
  assert.deepEqual(story.facts.slice(-4), [[], [], [], []]);
  assert.deepEqual(
    story.payment.refunds.map(({ attempt, state }) => [attempt, state]),
    [
      [1, 'FAILED'],
      [1, 'FAILED'],
      [1, 'DONE'],
    ],
  );
});
