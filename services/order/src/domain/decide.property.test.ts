import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  actionRequired,
  cancel,
  cancelByMerchant,
  captured,
  closeWindow,
  committed,
  deliver,
  expired,
  failed,
  logOf,
  orderAfter,
  pay,
  place,
  refund,
  refunded,
  refundedOf,
  refundFailed,
  refundIds,
  refundMugs,
  rejected,
  released,
  remind,
  reserved,
  returned,
  ship,
  voided,
} from '../../testing/test-order.ts';
import { decide } from './decide.ts';
import { evolve, fold } from './evolve.ts';
import type { OrderCommand } from './order-command.ts';
import { GoodsExceedOrder, InvalidTransition, RefundExceedsPayment } from './order-errors.ts';
import { type OrderState, refundPending } from './order-state.ts';

const eventCommand = fc.constantFrom(
  reserved,
  rejected,
  released,
  committed,
  returned(),
  expired,
  actionRequired(1),
  captured,
  failed(true),
  failed(false),
  failed(false, 2),
  voided,
  refunded(500),
  refundFailed(500),
  refunded(5_500, refundIds[1]),
  refundedOf(700),
);
const action = fc.constantFrom(
  pay,
  cancel,
  cancelByMerchant,
  ship,
  deliver,
  refund(500),
  refund(undefined, refundIds[1]),
  refundMugs(1, true),
  refundMugs(2, false, { amount: 100, refundId: refundIds[1] }),
);
const anyCommand = fc.oneof(eventCommand, action, fc.constantFrom(closeWindow, remind));

/** The order after all of the commands that it accepted. */
function run(commands: readonly OrderCommand[]): { state: OrderState; applied: OrderCommand[] } {
  let state = orderAfter(place);
  const applied: OrderCommand[] = [];
  for (const command of commands) {
    const events = attempt(state, command);
    if (!events) continue;
    applied.push(command);
    state = events.reduce(evolve, state);
  }
  return { state, applied };
}

function attempt(state: OrderState, command: OrderCommand) {
  try {
    return decide(state, command);
  } catch (error) {
    const rejections = [InvalidTransition, RefundExceedsPayment, GoodsExceedOrder];
    assert.ok(
      rejections.some((rejection) => error instanceof rejection),
      'only user actions are rejected',
    );
    return undefined;
  }
}

describe('any sequence of commands', () => {
  it('changes nothing when an event is repeated', () => {
    fc.assert(
      fc.property(fc.array(anyCommand), eventCommand, (commands, last) => {
        const { state } = run([...commands, last]);
        assert.deepEqual(decide(state, last), []);
      }),
    );
  });

  it('never leaves CANCELLED or moves to an earlier status', () => {
    const rank = { PENDING: 0, AWAITING_PAYMENT: 1, CONFIRMED: 2, SHIPPED: 3, DELIVERED: 4, REFUNDED: 5, CANCELLED: 6 };
    fc.assert(
      fc.property(fc.array(anyCommand), anyCommand, (commands, last) => {
        const before = run(commands).state;
        const after = run([...commands, last]).state;
        assert.ok(rank[after.status] >= rank[before.status]);
        assert.ok(before.status !== 'REFUNDED' || after.status === 'REFUNDED' || last === released);
      }),
    );
  });

  it('never refunds more than was paid, and confirms, ships or refunds only a paid order', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 40 }), (commands) => {
        const { state } = run(commands);
        if (state.status === 'CANCELLED') return;
        assert.ok(refundPending(state) <= state.total.amount);
        for (const { productId, quantity } of state.lines) {
          const goods = state.refunds.flatMap((one) => one.goods ?? []).filter((one) => one.productId === productId);
          assert.ok(goods.reduce((pieces, one) => pieces + one.quantity, 0) <= quantity);
        }
        assert.equal(['PENDING', 'AWAITING_PAYMENT'].includes(state.status), state.payment.status !== 'CAPTURED');
        assert.equal(state.status === 'REFUNDED', state.refunded.amount === state.total.amount);
      }),
    );
  });

  it('confirms the order after a capture, in any sequence and with duplicates', () => {
    const happy = [reserved, captured, committed];
    fc.assert(
      fc.property(fc.shuffledSubarray([...happy, ...happy], { minLength: 6 }), (facts) => {
        const state = orderAfter(place, ...facts);
        assert.deepEqual([state.status, state.payment.status], ['CONFIRMED', 'CAPTURED']);
      }),
    );
  });

  it('yields the state that its log folds to, and that survives JSON', () => {
    fc.assert(
      fc.property(fc.array(anyCommand), (commands) => {
        const { state, applied } = run(commands);
        assert.deepEqual(fold(JSON.parse(JSON.stringify(logOf(place, ...applied)))), state);
        assert.deepEqual(JSON.parse(JSON.stringify(state)), state);
      }),
    );
  });
});
