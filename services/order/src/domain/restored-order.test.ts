/** Orders that receive events about changes their own restored database has lost (docs/decisions/0050). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PaymentId } from '@mambogo/contracts/ids.ts';
import {
  captured,
  committed,
  deliver,
  logOf,
  mugs,
  orderAfter,
  place,
  pot,
  refund,
  refundedOf,
  refundIds,
  released,
  reserved,
  returned,
  ship,
} from '../../testing/test-order.ts';
import { decide } from './decide.ts';
import type { OrderCommand } from './order-command.ts';
import { remainingQuantities } from './refunded-goods.ts';

const types = (...commands: OrderCommand[]) => logOf(...commands).map(({ type }) => type);

describe('an order whose database was restored to an earlier point in time', () => {
  const confirmed = [place, reserved, captured, committed];
  const other = PaymentId.parse('0190a000-0000-7000-8000-0000000000bc');

  it('is cancelled again when its stock is released, unless it was shipped', () => {
    for (const before of [[place], [place, reserved], confirmed, [...confirmed, refundedOf(5_500)]]) {
      const state = orderAfter(...before, released);
      assert.ok(state.status === 'CANCELLED');
      assert.deepEqual([state.cancellation.reason, state.stock], ['merchant', 'RELEASED']);
    }
    for (const sent of [[ship], [ship, deliver], [ship, refundedOf(5_500)]]) {
      const before = orderAfter(...confirmed, ...sent);
      assert.deepEqual(
        decide(before, released).map(({ type }) => type),
        ['stock-released'],
      );
    }
  });

  it('adds a lost refund of its payment once, and never more than was paid', () => {
    assert.deepEqual(types(...confirmed, refundedOf(500)).slice(-2), ['refund-requested', 'payment-refunded']);
    const state = orderAfter(...confirmed, refundedOf(500));
    assert.deepEqual([state.status, state.refunded.amount], ['CONFIRMED', 500]);
    assert.deepEqual(decide(state, refundedOf(500)), []);
    assert.equal(orderAfter(...confirmed, refundedOf(5_500)).status, 'REFUNDED');
    const requested = orderAfter(...confirmed, refund(500, refundIds[1]));
    assert.equal(decide(requested, refundedOf(5_000)).length, 2);
    assert.deepEqual(decide(requested, refundedOf(5_001)), []);
  });

  it('adds no request for the refund of a late capture when it is cancelled', () => {
    const cancelled = orderAfter(...confirmed, released);
    assert.equal(cancelled.payment.status, 'CAPTURED');
    assert.deepEqual(
      decide(cancelled, refundedOf(5_500)).map(({ type }) => type),
      ['payment-refunded'],
    );
  });

  it('ignores a refund of another payment', () => {
    assert.deepEqual(decide(orderAfter(...confirmed), refundedOf(500, other)), []);
    assert.deepEqual(decide(orderAfter(place, reserved), refundedOf(500)), []);
  });

  it('adds the restocked goods of a lost refund, whichever event comes first', () => {
    const goods = [mugs, pot].map(({ productId, quantity }) => ({ productId, quantity, restock: true }));
    for (const facts of [
      [refundedOf(500), returned()],
      [returned(), refundedOf(500)],
    ]) {
      const order = orderAfter(...confirmed, ...facts);
      assert.deepEqual(
        order.refunds.map((one) => [one.status, one.restocking, one.goods]),
        [['DONE', 'DONE', goods]],
      );
      assert.equal(order.unmatchedReturns, undefined);
      assert.deepEqual(
        [returned(), refundedOf(500)].flatMap((again) => decide(order, again)),
        [],
      );
    }
  });

  it('does not ship restocked goods whose refund is not known yet', () => {
    const order = orderAfter(...confirmed, returned());
    assert.equal(remainingQuantities(order).get(mugs.productId), 0);
    assert.deepEqual(decide(order, returned()), []);
    assert.equal(orderAfter(...confirmed, returned(), refundedOf(500, other)).unmatchedReturns?.length, 1);
  });
});
