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
import { remainingQuantities } from './refunded-goods.ts';

const fact = fc.constantFrom(
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
const anything = fc.oneof(fact, action, fc.constantFrom(closeWindow, remind));

/** The order after whatever of the commands was possible. */
function live(commands: readonly OrderCommand[]): { state: OrderState; obeyed: OrderCommand[] } {
  let state = orderAfter(place);
  const obeyed: OrderCommand[] = [];
  for (const command of commands) {
    const events = attempt(state, command);
    if (!events) continue;
    obeyed.push(command);
    state = events.reduce(evolve, state);
  }
  return { state, obeyed };
}

function attempt(state: OrderState, command: OrderCommand) {
  try {
    return decide(state, command);
  } catch (error) {
    const refusals = [InvalidTransition, RefundExceedsPayment, GoodsExceedOrder];
    assert.ok(
      refusals.some((refusal) => error instanceof refusal),
      'only wishes are refused',
    );
    return undefined;
  }
}

describe('whatever meets an order, in whatever order and however often', () => {
  it('the same fact twice changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.array(anything), fact, (commands, last) => {
        const { state } = live([...commands, last]);
        assert.deepEqual(decide(state, last), []);
      }),
    );
  });

  it('cancelled stays cancelled, and nothing goes back', () => {
    const rank = { PENDING: 0, AWAITING_PAYMENT: 1, CONFIRMED: 2, SHIPPED: 3, DELIVERED: 4, REFUNDED: 5, CANCELLED: 6 };
    fc.assert(
      fc.property(fc.array(anything), anything, (commands, last) => {
        const before = live(commands).state;
        const after = live([...commands, last]).state;
        assert.ok(rank[after.status] >= rank[before.status]);
        assert.ok(before.status !== 'REFUNDED' || after.status === 'REFUNDED' || last === released);
      }),
    );
  });

  it('no more is asked back than was paid, and only a paid order is confirmed, shipped or refunded', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 40 }), (commands) => {
        const { state } = live(commands);
        if (state.status === 'CANCELLED') return;
        assert.ok(refundPending(state) <= state.total.amount);
        assert.ok([...remainingQuantities(state).values()].every((pieces) => pieces >= 0));
        assert.equal(['PENDING', 'AWAITING_PAYMENT'].includes(state.status), state.payment.status !== 'CAPTURED');
        assert.equal(state.status === 'REFUNDED', state.refunded.amount === state.total.amount);
      }),
    );
  });

  it('the happy facts confirm it', () => {
    const happy = [reserved, captured, committed];
    fc.assert(
      fc.property(fc.shuffledSubarray([...happy, ...happy], { minLength: 6 }), (facts) => {
        const state = orderAfter(place, ...facts);
        assert.deepEqual([state.status, state.payment.status], ['CONFIRMED', 'CAPTURED']);
      }),
    );
  });

  it('its state is what the log folds to, and survives being stored as JSON', () => {
    fc.assert(
      fc.property(fc.array(anything), (commands) => {
        const { state, obeyed } = live(commands);
        assert.deepEqual(fold(JSON.parse(JSON.stringify(logOf(place, ...obeyed)))), state);
        assert.deepEqual(JSON.parse(JSON.stringify(state)), state);
      }),
    );
  });
});
