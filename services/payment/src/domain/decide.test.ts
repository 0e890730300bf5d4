import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  after,
  cancel,
  captured,
  failed,
  place,
  refund,
  refunded,
  refused,
  request,
  reserve,
  result,
} from '../../testing/commands.ts';
import { total } from '../../testing/order-data.ts';
import { capturedAttempt } from './payment.ts';
import type { PaymentEvent } from './payment-event.ts';
import { summarise } from './payment-summary.ts';

const types = (events: readonly PaymentEvent[]) => events.map(({ type }) => type);

for (const [name, commands] of [
  ['placed then reserved', [place(), reserve()]],
  ['reserved then placed', [reserve(), place()]],
] as const)
  test(`an order ${name} starts its first attempt exactly once`, () => {
    const { payment, events } = after(...commands, ...commands);
    assert.deepEqual(
      payment.attempts.map(({ attempt, state, token }) => ({ attempt, state, token })),
      [{ attempt: 1, state: 'STARTED', token: 'tok_ok' }],
    );
    assert.deepEqual(types(events).sort(), ['attempt-started', 'requested', 'stock-reserved']);
    assert.equal(summarise(payment).status, 'PENDING');
  });

test('does not start an attempt for an order that is only placed or only reserved', () => {
  assert.equal(after(place()).payment.attempts.length, 0);
  assert.equal(after(reserve()).payment.attempts.length, 0);
});

test('never charges an order whose cancellation arrives first', () => {
  const { payment } = after(cancel(), reserve(), place(), reserve());
  assert.equal(payment.attempts.length, 0);
  assert.equal(payment.request?.token, undefined, 'the token is not stored');
  assert.equal(summarise(payment).failure?.code, 'order_cancelled');
});

test('ignores provider results after a capture', () => {
  const { payment, events } = after(
    place(),
    reserve(),
    result(1, captured),
    result(1, captured),
    result(1, failed('card_declined')),
  );
  assert.deepEqual(types(events), ['requested', 'stock-reserved', 'attempt-started', 'captured']);
  assert.deepEqual(summarise(payment), { status: 'CAPTURED', captured: 4_200, refunded: 0 });
  assert.equal(payment.attempts[0]?.token, undefined, 'the token is removed');
});

test('a declined card is not retryable, insufficient funds are', () => {
  const declined = summarise(after(place(), reserve(), result(1, failed('card_declined'))).payment);
  assert.equal(declined.status, 'FAILED');
  assert.equal(declined.failure?.retryable, false);
  const insufficient = summarise(after(place(), reserve(), result(1, failed('insufficient_funds'))).payment);
  assert.equal(insufficient.failure?.retryable, true);
});

test('starts a further attempt only after the previous one failed', () => {
  assert.throws(() => after(place(), reserve(), request(2)), /before attempt 1 ended/);
  const { payment } = after(place(), reserve(), result(1, failed('insufficient_funds')), request(2), request(2));
  assert.deepEqual(
    payment.attempts.map(({ state }) => state),
    ['FAILED', 'STARTED'],
  );
});

test('starts no attempt once a payment is captured', () => {
  assert.equal(after(place(), reserve(), result(1, captured), request(2)).payment.attempts.length, 1);
});

test('refunds the capture of a cancelled order exactly once', () => {
  const { payment, events } = after(place(), reserve(), result(1, captured), cancel(), cancel());
  assert.equal(types(events).filter((type) => type === 'refund-requested').length, 1);
  assert.deepEqual(payment.refunds[0]?.amount, total);
  const { payment: back } = after(place(), reserve(), result(1, captured), cancel(), refunded, cancel());
  assert.deepEqual(summarise(back), { status: 'REFUNDED', captured: 4_200, refunded: 4_200 });
});

test('requests a rejected refund again when the cancellation is repeated', () => {
  const { payment, events } = after(place(), reserve(), result(1, captured), cancel(), refused, cancel(), cancel());
  assert.deepEqual(types(events).slice(-3), ['refund-requested', 'refund-failed', 'refund-requested']);
  assert.deepEqual(
    payment.refunds.map(({ state, amount }) => [state, amount.amount]),
    [
      ['FAILED', 4_200],
      ['REQUESTED', 4_200],
    ],
  );
});

test('a cancellation refunds what earlier refunds left', () => {
  const { payment } = after(place(), reserve(), result(1, captured), refund(1_000), refused, refund(200), cancel());
  assert.deepEqual(
    payment.refunds.map(({ state, amount }) => [state, amount.amount]),
    [
      ['FAILED', 1_000],
      ['REQUESTED', 200],
      ['REQUESTED', 4_000],
    ],
  );
});

test('rejects a refund, to be retried, until the payment is known to be captured', () => {
  assert.throws(() => after(refund(1_000)), /not known to be captured/);
  assert.throws(() => after(place(), reserve(), refund(1_000)), /not known to be captured/);
});

test('an attempt open at cancellation is refunded if captured, otherwise voided', () => {
  const open = [place(), reserve(), cancel()];
  assert.deepEqual(types(after(...open, result(1, captured)).events).slice(-2), ['captured', 'refund-requested']);
  assert.equal(after(...open, result(1, { type: 'not-found' })).payment.attempts[0]?.state, 'VOIDED');
  assert.equal(after(...open, result(1, { type: 'voided', reference: 'ch_1' })).payment.attempts[0]?.state, 'VOIDED');
});

test('refunds a second capture of an order', () => {
  const { payment, events } = after(
    place(),
    reserve(),
    result(1, failed('insufficient_funds')),
    request(2),
    result(2, captured),
    result(1, { ...captured, reference: 'ch_late' }),
  );
  assert.deepEqual(types(events).slice(-2), ['captured', 'refund-requested']);
  assert.equal(capturedAttempt(payment)?.attempt, 2);
  assert.deepEqual(summarise(payment), { status: 'CAPTURED', captured: 4_200, refunded: 0 });
  assert.equal(payment.refunds[0]?.attempt, 1);
});

for (const taken of [
  { amount: 4_300, currency: 'USD' },
  { amount: 4_100, currency: 'USD' },
  { amount: 4_200, currency: 'EUR' },
])
  test(`a capture of ${taken.amount} ${taken.currency} instead is refunded in full, and the order can be paid again`, () => {
    const wrong = result(1, { type: 'captured', reference: 'ch_1', taken });
    const { payment, emitted } = after(place(), reserve(), wrong);
    assert.deepEqual(
      payment.refunds.map(({ amount, state }) => ({ amount, state })),
      [{ amount: taken, state: 'REQUESTED' }],
    );
    assert.deepEqual(
      emitted
        .at(-1)
        ?.map(({ event, data }) => [event.name, 'code' in data && data.code, 'retryable' in data && data.retryable]),
      [['payment.failed', 'wrong_amount', true]],
    );
    assert.deepEqual({ ...summarise(payment), failure: 0 }, { status: 'FAILED', captured: 0, refunded: 0, failure: 0 });
    const again = after(place(), reserve(), wrong, refunded, request(2), result(2, { ...captured, reference: 'ch_2' }));
    assert.deepEqual(summarise(again.payment), { status: 'CAPTURED', captured: 4_200, refunded: 0 });
  });

test('refunds a capture of the wrong amount of a cancelled order, and acknowledges the cancellation', () => {
  const wrong = result(1, { type: 'captured', reference: 'ch_1', taken: { ...total, amount: 1 } });
  const { payment, emitted } = after(place(), reserve(), cancel(), wrong);
  assert.deepEqual(
    emitted.at(-1)?.map(({ event }) => event.name),
    ['payment.voided'],
  );
  assert.equal(payment.refunds[0]?.amount.amount, 1);
});

test('a charge missing at the provider fails the attempt as retryable', () => {
  const { payment } = after(place(), reserve(), result(1, { type: 'not-found' }));
  assert.equal(summarise(payment).failure?.retryable, true);
});

test('the refund of a cancelled order has the same id in every database, until it is rejected', () => {
  const owed = () => after(place(), reserve(), result(1, captured), cancel()).payment.refunds[0]?.refundId;
  assert.ok(owed());
  assert.equal(owed(), owed());
  const { payment } = after(place(), reserve(), result(1, captured), cancel(), refused, cancel());
  assert.equal(new Set(payment.refunds.map(({ refundId }) => refundId)).size, 2);
});
