import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { limits } from '@mambogo/contracts/limits.ts';
import {
  actionRequired,
  cancel,
  captured,
  closeWindow,
  committed,
  expired,
  failed,
  logOf,
  orderAfter,
  pay,
  place,
  refund,
  refunded,
  refundFailed,
  refundIds,
  rejected,
  released,
  reserved,
  ship,
  voided,
} from '../../testing/test-order.ts';
import { decide } from './decide.ts';
import type { OrderCommand } from './order-command.ts';

const types = (...commands: OrderCommand[]) => logOf(...commands).map(({ type }) => type);

describe('an order', () => {
  it('is placed, reserved, paid, confirmed, committed', () => {
    assert.deepEqual(types(place, reserved, captured, committed), [
      'placed',
      'stock-reserved',
      'payment-captured',
      'confirmed',
      'stock-committed',
    ]);
    assert.equal(orderAfter(place).status, 'PENDING');
    assert.equal(orderAfter(place, reserved).status, 'AWAITING_PAYMENT');
    assert.equal(orderAfter(place, reserved, captured).status, 'CONFIRMED');
  });

  it('is confirmed by a capture while it is PENDING', () => {
    assert.equal(orderAfter(place, captured, reserved).status, 'CONFIRMED');
    assert.deepEqual(types(place, captured, reserved), ['placed', 'payment-captured', 'confirmed']);
  });

  it('is cancelled when out of stock, naming the missing products and the quantities left', () => {
    const state = orderAfter(place, rejected, released);
    assert.ok(state.status === 'CANCELLED');
    assert.equal(state.cancellation.reason, 'out-of-stock');
    assert.equal(state.cancellation.detail, 'Only 1 of the 2 Blue mug you ordered is left; Tea pot is sold out.');
    assert.equal(state.stock, 'RELEASED');
  });

  it('rejects an order that violates the line limits or was already placed', () => {
    const many = Array.from({ length: limits.orderLines + 1 }, () => place.data.lines[0] ?? assert.fail());
    assert.throws(() => decide(undefined, { ...place, data: { ...place.data, lines: many } }), /different products/);
    assert.throws(() => decide(undefined, { ...place, data: { ...place.data, lines: [] } }), /empty/);
    assert.throws(() => decide(orderAfter(place), place), /already been placed/);
    assert.throws(() => decide(undefined, captured), /never placed/);
  });
});

describe('the payment of an order', () => {
  it('waits for another card after any failure, which implies reserved stock', () => {
    for (const retryable of [true, false]) {
      const state = orderAfter(place, failed(retryable));
      assert.equal(state.status, 'AWAITING_PAYMENT');
      assert.deepEqual([state.payment.status, state.payment.attempt], ['FAILED', 1]);
      const second = orderAfter(place, reserved, failed(retryable), pay);
      assert.deepEqual([second.payment.status, second.payment.attempt], ['PENDING', 2]);
      assert.equal(
        orderAfter(place, reserved, failed(retryable), pay, failed(false, 2), pay, captured).status,
        'CONFIRMED',
      );
    }
  });

  it('fails only by its latest attempt, and once', () => {
    assert.equal(orderAfter(place, reserved, failed(false, 2)).payment.status, 'PENDING');
    assert.deepEqual(types(place, failed(true), failed(false)), ['placed', 'payment-failed']);
  });

  it('ignores the failure and the challenge of an old attempt, but accepts its capture', () => {
    const second = [place, reserved, failed(true), pay];
    assert.deepEqual(types(...second, failed(false, 1), actionRequired(1)), types(...second));
    const state = orderAfter(...second, captured);
    assert.equal(state.status, 'CONFIRMED');
    assert.deepEqual([state.payment.status, state.payment.attempt], ['CAPTURED', 1]);
  });

  it('can require action by the shopper, for the current attempt by default, and continue after it', () => {
    const waiting = orderAfter(place, actionRequired());
    assert.deepEqual(waiting.payment, { status: 'ACTION_REQUIRED', attempt: 1, url: 'https://bank.example/1' });
    assert.equal(waiting.status, 'AWAITING_PAYMENT');
    assert.equal(orderAfter(place, actionRequired(1), captured).status, 'CONFIRMED');
    assert.equal(orderAfter(place, actionRequired(1), failed(false)).payment.status, 'FAILED');
    assert.deepEqual(types(place, captured, actionRequired(1)), types(place, captured));
  });

  it('records a late capture while the order stays cancelled', () => {
    const expiredOrder = [place, reserved, failed(false), closeWindow];
    assert.deepEqual(types(...expiredOrder, captured).slice(-1), ['payment-captured']);
    assert.equal(orderAfter(...expiredOrder, captured).status, 'CANCELLED');
    assert.equal(orderAfter(place, cancel, voided, captured).payment.status, 'CAPTURED');
  });

  it('is given up only for a cancelled order, and keeps why it had failed', () => {
    assert.deepEqual(types(place, voided), ['placed']);
    const { payment } = orderAfter(place, reserved, failed(false), closeWindow, voided);
    assert.equal(payment.status === 'VOIDED' && payment.failure?.code, 'declined');
    assert.deepEqual(types(place, cancel, captured, voided), types(place, cancel, captured));
  });
});

describe('the timers of an order', () => {
  it('keep an expired reservation while the order is being paid', () => {
    assert.deepEqual(types(place, reserved, expired), types(place, reserved));
    assert.deepEqual(types(place, reserved, actionRequired(1), expired), types(place, reserved, actionRequired(1)));
    assert.deepEqual(types(place, reserved, failed(true), pay, expired).at(-1), 'payment-requested');
  });

  it('take an expired reservation as reserved when stock-reserved was missed', () => {
    const state = orderAfter(place, expired);
    assert.deepEqual([state.status, state.stock], ['AWAITING_PAYMENT', 'RESERVED']);
    assert.deepEqual(types(place, expired, reserved, expired), ['placed', 'reservation-expired']);
  });

  it('keep an expired reservation for the next card until the payment window ends', () => {
    for (const retryable of [true, false])
      assert.equal(orderAfter(place, reserved, failed(retryable), expired).status, 'AWAITING_PAYMENT');
  });

  it('cancel an open order that was not paid in time, whatever its payment status', () => {
    for (const before of [
      [place],
      [place, reserved, actionRequired(1)],
      [place, reserved, failed(true), pay],
      [place, failed(false)],
    ]) {
      const state = orderAfter(...before, closeWindow);
      assert.equal(state.status === 'CANCELLED' && state.cancellation.reason, 'payment-window');
    }
    assert.deepEqual(decide(orderAfter(place, captured), closeWindow), []);
    assert.deepEqual(decide(orderAfter(place, rejected), closeWindow), []);
  });
});

describe('the refunds of an order', () => {
  const confirmed = [place, reserved, captured, committed];

  it('keep its status when partial, and make it REFUNDED when complete', () => {
    const part = orderAfter(...confirmed, refund(500), refunded(500));
    assert.deepEqual([part.status, part.refunded.amount], ['CONFIRMED', 500]);
    assert.deepEqual(part.refunds, [
      {
        refundId: refundIds[0],
        amount: { amount: 500, currency: 'USD' },
        reason: 'the shop pays it back',
        status: 'DONE',
      },
    ]);
    const rest = [refund(undefined, refundIds[1]), refunded(5_000, refundIds[1])];
    assert.equal(orderAfter(...confirmed, refund(500), refunded(500), ...rest).status, 'REFUNDED');
    assert.equal(orderAfter(...confirmed, refund(500), refunded(500), ship, ...rest).status, 'REFUNDED');
  });

  it('record why the provider rejected one, and take its result as final', () => {
    const refused = orderAfter(...confirmed, refund(500), refundFailed(500));
    assert.equal(refused.refunds[0]?.reason, 'the card is closed');
    assert.equal(refused.refunded.amount, 0);
    assert.deepEqual(decide(refused, refunded(500)), []);
    const done = orderAfter(...confirmed, refund(500), refunded(500));
    assert.deepEqual(decide(done, refundFailed(500)), []);
  });

  it('are accepted without a request for a cancelled order only', () => {
    const state = orderAfter(...confirmed, cancel, refunded(5_500));
    assert.deepEqual([state.status, state.refunded.amount], ['CANCELLED', 5_500]);
    assert.deepEqual(decide(orderAfter(...confirmed), refunded(5_500)), []);
    assert.deepEqual(decide(orderAfter(place), refundFailed(5_500)), []);
  });
});
