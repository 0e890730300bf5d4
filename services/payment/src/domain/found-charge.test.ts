/** Adopting a charge that the provider lists and the payment does not know (docs/decisions/0050). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newPaymentId } from '@mambogo/contracts/ids.ts';
import { after, cancel, captured, place, refund, refundId, reserve, result } from '../../testing/commands.ts';
import { total } from '../../testing/order-data.ts';
import type { AttemptResult, PaymentCommand } from './payment-command.ts';
import type { MadeRefund } from './payment-provider.ts';
import { summarise } from './payment-summary.ts';

const owed = refundId();
const foundCharge = (
  attempt: number,
  given: AttemptResult = captured,
  refunds: readonly MadeRefund[] = [],
): PaymentCommand => ({
  ...{ type: 'attempt-result', attempt, answer: given, refundId: owed },
  found: { paymentId: newPaymentId(), refunds, nextRefundId: refundId() },
});
const part = (amount: number, id = refundId()): MadeRefund => ({ refundId: id, amount: { ...total, amount } });

test('records the refunds that the provider lists, and refunds only the rest of a cancelled order', () => {
  const requested = refundId();
  for (const [refunds, left] of [
    [[part(700)], [total.amount - 700]],
    [[part(700), part(total.amount - 700, owed)], []],
    [[part(700, owed)], [total.amount - 700]],
  ] as const) {
    const { payment } = after(place(), cancel(), foundCharge(1, captured, refunds));
    const amounts = (state: string) =>
      payment.refunds.filter((one) => one.state === state).map(({ amount }) => amount.amount);
    assert.deepEqual(
      amounts('DONE'),
      refunds.map(({ amount }) => amount.amount),
    );
    assert.deepEqual(amounts('REQUESTED'), left);
    assert.equal(new Set(payment.refunds.map((one) => one.refundId)).size, payment.refunds.length);
  }
  const kept = after(place(), foundCharge(1, captured, [part(700, requested)]), refund(700, requested));
  assert.equal(summarise(kept.payment).refunded, 700);
  assert.deepEqual(
    kept.emitted.map((emitted) => emitted.map(({ event }) => event.name)),
    [[], ['payment.captured', 'payment.refunded'], ['payment.refunded']],
  );
});

test('a charge found in the provider’s list counts like a requested one', () => {
  const paid = after(place(), foundCharge(1), reserve());
  assert.deepEqual(
    paid.payment.attempts.map(({ attempt, state, surplus }) => [attempt, state, surplus]),
    [[1, 'CAPTURED', false]],
  );
  assert.deepEqual(
    paid.emitted.flat().map(({ event }) => event.name),
    ['payment.captured'],
  );
  const ended = after(place(), cancel(), foundCharge(1));
  assert.deepEqual(
    ended.payment.refunds.map(({ amount, state }) => [amount, state]),
    [[total, 'REQUESTED']],
  );
  const second = after(place(), reserve(), result(1, captured), foundCharge(3), foundCharge(2));
  assert.deepEqual(
    second.payment.attempts.map(({ attempt, surplus }) => [attempt, surplus]),
    [
      [1, false],
      [2, true],
      [3, true],
    ],
  );
  assert.equal(second.payment.refunds.length, 2);
});

test('leaves a charge of an unknown order alone until the order is cancelled, then refunds it', () => {
  assert.deepEqual(after(foundCharge(1)).events, []);
  const { payment, emitted } = after(cancel(), foundCharge(1));
  assert.deepEqual(
    payment.refunds.map(({ attempt, amount, state }) => [attempt, amount, state]),
    [[1, total, 'REQUESTED']],
  );
  assert.deepEqual(emitted.at(-1), []);
  assert.equal(summarise(payment).captured, 0);
});

test('a found charge that holds no money changes nothing', () => {
  assert.deepEqual(after(place(), foundCharge(1, { type: 'voided', reference: 'ch_1' })).events.length, 1);
});
