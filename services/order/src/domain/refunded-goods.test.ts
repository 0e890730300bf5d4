import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OrderId } from '@mambogo/contracts/ids.ts';
import {
  cancel,
  captured,
  committed,
  logOf,
  mugs,
  orderAfter,
  place,
  pot,
  refund,
  refunded,
  refundFailed,
  refundIds,
  refundMugs,
  remind,
  reserved,
  returned,
  ship,
} from '../../testing/test-order.ts';
import { decide } from './decide.ts';
import { fold } from './evolve.ts';
import { integrationEventsFor } from './integration-events.ts';
import type { OrderCommand } from './order-command.ts';
import { GoodsExceedOrder, InvalidTransition } from './order-errors.ts';
import { isUnacknowledged } from './order-state.ts';

const confirmed = [place, reserved, captured, committed];
const goodsOf = (...commands: OrderCommand[]) => orderAfter(...commands).refunds.map(({ goods }) => goods);
const rejects = (
  before: readonly OrderCommand[],
  action: OrderCommand,
  message: RegExp,
  as: typeof InvalidTransition,
) =>
  assert.throws(
    () => decide(orderAfter(...before), action),
    (error: Error) => error instanceof as && message.test(error.message),
  );
const second = { refundId: refundIds[1] };
const all = [mugs, pot].map(({ productId, quantity }) => ({ productId, quantity, restock: true }));

/** What the last of the commands asks inventory to restock. */
function restockOf(...commands: OrderCommand[]) {
  const last = commands.at(-1) ?? place;
  const before = orderAfter(...commands.slice(0, -1));
  const orderId = OrderId.parse('0190a000-0000-7000-8000-0000000000dd');
  return integrationEventsFor(orderId, before, last, decide(before, last), orderAfter(...commands)).map(
    ({ event, data }) => {
      event.data.strict().parse(data);
      return [event.name, data.restock];
    },
  );
}

describe('a refund of an unshipped order', () => {
  it('in full restocks all its goods unless the request says otherwise', () => {
    assert.deepEqual(goodsOf(...confirmed, refund()), [all]);
    assert.deepEqual(restockOf(...confirmed, refund()), [
      ['order.refund-requested', all.map(({ restock: _, ...line }) => line)],
    ]);
    const broken = { productId: mugs.productId, quantity: 2, restock: false };
    assert.deepEqual(goodsOf(...confirmed, refundMugs(2, false, { amount: 5_500 })), [[broken, all[1]]]);
  });

  it('of the remaining money restocks the remaining goods', () => {
    const parts = [...confirmed, refundMugs(1, false), refund(undefined, refundIds[1])];
    assert.deepEqual(goodsOf(...parts)[1], [{ ...all[0], quantity: 1 }, all[1]]);
    assert.deepEqual(goodsOf(...confirmed, refund(500), refund(undefined, refundIds[1]))[1], all);
  });

  it('of part of its money does not affect its goods: it can still be shipped or cancelled', () => {
    assert.deepEqual(goodsOf(...confirmed, refund(500)), [undefined]);
    assert.deepEqual(restockOf(...confirmed, refund(500)), [['order.refund-requested', undefined]]);
    assert.equal(orderAfter(...confirmed, refund(500), ship).status, 'SHIPPED');
    assert.equal(orderAfter(...confirmed, refund(500), cancel).status, 'CANCELLED');
  });

  it('of some goods lets the rest be shipped, and of all goods rejects shipping', () => {
    assert.equal(orderAfter(...confirmed, refundMugs(2, true), ship).status, 'SHIPPED');
    rejects([...confirmed, refund(), refunded(5_500)], ship, /REFUNDED/, InvalidTransition);
    rejects([...confirmed, refund(), refundFailed(5_500)], ship, /nothing to ship/, InvalidTransition);
  });

  it('of goods rejects a cancellation', () => {
    rejects([...confirmed, refundMugs(1, true)], cancel, /can refund the rest/, InvalidTransition);
  });
});

describe('a refund of goods', () => {
  it('defaults to their price, or takes the given amount, and never exceeds what is left', () => {
    const amounts = (...commands: OrderCommand[]) => orderAfter(...commands).refunds.map(({ amount }) => amount.amount);
    assert.deepEqual(amounts(...confirmed, refundMugs(2, true)), [2_500]);
    assert.deepEqual(amounts(...confirmed, refundMugs(2, true, { amount: 700 })), [700]);
    assert.deepEqual(amounts(...confirmed, refund(4_000), refundMugs(2, true, second)), [4_000, 1_500]);
  });

  it('is rejected for more units than are left, even if the money was not refunded', () => {
    const tooMany = /only 1 of MUG-1 can still be refunded/;
    rejects(confirmed, refundMugs(3, true), /only 2 of MUG-1/, GoodsExceedOrder);
    rejects([...confirmed, refundMugs(1, false)], refundMugs(2, true, second), tooMany, GoodsExceedOrder);
    const failed = [...confirmed, refundMugs(1, true), refundFailed(1_250)];
    rejects(failed, refundMugs(2, true, second), tooMany, GoodsExceedOrder);
  });

  it('of a shipped order restocks only what is requested', () => {
    assert.deepEqual(goodsOf(...confirmed, ship, refund()), [undefined]);
    assert.deepEqual(goodsOf(...confirmed, ship, refundMugs(1, true)), [[{ ...all[0], quantity: 1 }]]);
  });

  it('is requested again until payment and inventory have both completed it', () => {
    const requested = [...confirmed, refundMugs(1, true)];
    const [first] = restockOf(...requested);
    assert.deepEqual(restockOf(...requested, refunded(1_250), remind), [first]);
    assert.deepEqual(restockOf(...requested, returned(), remind), [first]);
    assert.deepEqual(restockOf(...requested, refunded(1_250), returned(), remind), []);
    assert.ok(isUnacknowledged(orderAfter(...requested, refunded(1_250))));
    assert.ok(!isUnacknowledged(orderAfter(...requested, returned(), refunded(1_250))));
    assert.deepEqual(decide(orderAfter(...requested, returned()), returned()), []);
    assert.deepEqual(decide(orderAfter(...requested, returned(refundIds[1])), returned(refundIds[1])), []);
  });

  it('without restocking does not wait for inventory', () => {
    const state = orderAfter(...confirmed, refundMugs(1, false), refunded(1_250));
    assert.ok(!isUnacknowledged(state));
    assert.deepEqual(decide(state, returned()), []);
  });
});

it('folds a log of an earlier release whose refunds have no goods', () => {
  const log = logOf(...confirmed, refund(), refunded(5_500)).map((event) => {
    if (event.type !== 'refund-requested') return event;
    const { goods: _, ...data } = event.data;
    return { ...event, data };
  });
  const state = fold(log);
  assert.equal(state?.status, 'REFUNDED');
  assert.ok(state && !isUnacknowledged(state));
});
