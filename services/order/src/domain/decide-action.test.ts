import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  actionRequired,
  cancel,
  cancelByMerchant,
  captured,
  closeWindow,
  committed,
  deliver,
  failed,
  orderAfter,
  pay,
  place,
  refund,
  refunded,
  refundFailed,
  refundIds,
  rejected,
  reserved,
  ship,
} from '../../testing/test-order.ts';
import { decide } from './decide.ts';
import type { OrderCommand } from './order-command.ts';
import { InvalidTransition, RefundExceedsPayment } from './order-errors.ts';

const confirmed = [place, reserved, captured, committed];
const shipped = [...confirmed, ship];
const types = (before: readonly OrderCommand[], action: OrderCommand) =>
  decide(orderAfter(...before), action).map(({ type }) => type);
const rejects = (before: readonly OrderCommand[], action: OrderCommand, message: RegExp, as = InvalidTransition) =>
  assert.throws(
    () => types(before, action),
    (error: Error) => error instanceof as && message.test(error.message),
  );

describe('another payment attempt', () => {
  it('starts once the previous attempt has failed', () => {
    assert.deepEqual(decide(orderAfter(place, reserved, failed(true)), pay), [
      { type: 'payment-requested', data: { attempt: 2 } },
    ]);
    assert.equal(orderAfter(place, reserved, failed(true), pay, failed(true, 2), pay).payment.attempt, 3);
  });

  it('is rejected while a payment is in progress and after the order has ended', () => {
    rejects([place, reserved], pay, /still in progress/);
    rejects([place, reserved, actionRequired(1)], pay, /still in progress/);
    rejects([place, reserved, failed(true), pay], pay, /still in progress/);
    rejects(confirmed, pay, /CONFIRMED/);
    rejects([place, reserved, failed(false), closeWindow], pay, /CANCELLED/);
  });
});

describe('cancelling an order', () => {
  it('is allowed until it is shipped, and idempotent', () => {
    for (const before of [[place], [place, reserved], confirmed, [...confirmed, refund(500), refunded(500)]])
      assert.deepEqual(types(before, cancel), ['cancelled']);
    assert.deepEqual(types([...confirmed, cancel], cancelByMerchant), []);
    assert.deepEqual(types([place, rejected], cancel), []);
  });

  it('is rejected once it is shipped, delivered or refunded', () => {
    rejects(shipped, cancel, /SHIPPED/);
    rejects([...shipped, deliver], cancelByMerchant, /DELIVERED/);
    rejects([...confirmed, refund(), refunded(5_500)], cancel, /already been refunded/);
  });

  it('records who cancelled it, with a standard text', () => {
    const byCustomer = orderAfter(place, cancel);
    const byMerchant = orderAfter(place, cancelByMerchant);
    assert.ok(byCustomer.status === 'CANCELLED' && byMerchant.status === 'CANCELLED');
    assert.deepEqual(
      [byCustomer.cancellation.reason, byCustomer.cancellation.detail],
      ['customer', 'You cancelled the order.'],
    );
    assert.deepEqual(
      [byMerchant.cancellation.reason, byMerchant.cancellation.detail],
      ['merchant', 'The shop cancelled the order.'],
    );
  });
});

describe('shipping and delivering', () => {
  it('are allowed after confirmation, and idempotent', () => {
    assert.equal(orderAfter(...shipped, deliver).status, 'DELIVERED');
    assert.deepEqual(orderAfter(...shipped).shipment, { carrier: 'Omniva', trackingNumber: 'CE1' });
    assert.deepEqual(types(shipped, ship), []);
    assert.deepEqual(types([...shipped, deliver], deliver), []);
  });

  it('are rejected before confirmation, after a cancellation, and for another shipment', () => {
    rejects([place, reserved], ship, /AWAITING_PAYMENT: only a CONFIRMED/);
    rejects([...confirmed, cancel], ship, /CANCELLED/);
    rejects(shipped, { type: 'ship', shipment: { carrier: 'DHL', trackingNumber: 'CE1' } }, /SHIPPED/);
    rejects(confirmed, deliver, /CONFIRMED: only a SHIPPED/);
  });

  it('are rejected after a full refund request, but not after a partial or failed one', () => {
    rejects([...confirmed, refund()], ship, /full refund was requested/);
    rejects([...confirmed, refund(), refunded(5_500)], ship, /REFUNDED/);
    assert.deepEqual(types([...confirmed, refund(5_499)], ship), ['shipped']);
    assert.deepEqual(types([...confirmed, refund(500), refundFailed(500)], ship), ['shipped']);
  });
});

describe('requesting a refund', () => {
  it('takes the given amount, or all that is left', () => {
    const amounts = (before: readonly OrderCommand[], action: OrderCommand) =>
      decide(orderAfter(...before), action).map(({ data }) => 'amount' in data && data.amount.amount);
    assert.deepEqual(amounts(confirmed, refund(500)), [500]);
    assert.deepEqual(amounts([...confirmed, refund(500)], refund(undefined, refundIds[1])), [5_000]);
    assert.deepEqual(amounts([...shipped, deliver], refund()), [5_500]);
    assert.deepEqual(amounts([...confirmed, refund(), refundFailed(5_500)], refund(undefined, refundIds[1])), [5_500]);
  });

  it('is rejected above what is left after requested and completed refunds', () => {
    const tooMuch = /can still be refunded/;
    rejects(confirmed, refund(5_501), tooMuch, RefundExceedsPayment);
    rejects([...confirmed, refund(500)], refund(5_001, refundIds[1]), tooMuch, RefundExceedsPayment);
    rejects([...confirmed, refund()], refund(undefined, refundIds[1]), tooMuch, RefundExceedsPayment);
    rejects([...confirmed, refund(), refunded(5_500)], refund(1, refundIds[1]), tooMuch, RefundExceedsPayment);
  });

  it('is rejected in another currency, before payment, and for a cancelled order', () => {
    const euros = {
      type: 'refund',
      refundId: refundIds[0],
      amount: { amount: 1, currency: 'EUR' },
      reason: 'x',
    } as const;
    rejects(confirmed, euros, /paid in USD, not in EUR/, RefundExceedsPayment);
    rejects([place, reserved], refund(1), /has not been paid yet/);
    rejects([...confirmed, cancel], refund(1), /refunded automatically/);
  });
});
