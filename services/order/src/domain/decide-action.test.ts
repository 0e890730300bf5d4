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
const refuses = (before: readonly OrderCommand[], action: OrderCommand, message: RegExp, as = InvalidTransition) =>
  assert.throws(
    () => types(before, action),
    (error: Error) => error instanceof as && message.test(error.message),
  );

describe('another card', () => {
  it('is tried once the one before was refused for now, as the next attempt', () => {
    assert.deepEqual(decide(orderAfter(place, reserved, failed(true)), pay), [
      { type: 'payment-requested', data: { attempt: 2 } },
    ]);
    assert.equal(orderAfter(place, reserved, failed(true), pay, failed(true, 2), pay).payment.attempt, 3);
  });

  it('is not tried while a payment is under way, nor when the order has ended', () => {
    refuses([place, reserved], pay, /still under way/);
    refuses([place, reserved, actionRequired(1)], pay, /still under way/);
    refuses([place, reserved, failed(true), pay], pay, /still under way/);
    refuses(confirmed, pay, /CONFIRMED/);
    refuses([place, reserved, failed(false), closeWindow], pay, /CANCELLED/);
  });
});

describe('calling an order off', () => {
  it('is possible until it is shipped, once', () => {
    for (const before of [[place], [place, reserved], confirmed, [...confirmed, refund(500), refunded(500)]])
      assert.deepEqual(types(before, cancel), ['cancelled']);
    assert.deepEqual(types([...confirmed, cancel], cancelByMerchant), []);
    assert.deepEqual(types([place, rejected], cancel), []);
  });

  it('is refused once it was shipped, delivered or paid back', () => {
    refuses(shipped, cancel, /SHIPPED/);
    refuses([...shipped, deliver], cancelByMerchant, /DELIVERED/);
    refuses([...confirmed, refund(), refunded(5_500)], cancel, /paid back already/);
  });

  it('says who did it, in nobody’s own words', () => {
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
  it('follow a confirmation, each once', () => {
    assert.equal(orderAfter(...shipped, deliver).status, 'DELIVERED');
    assert.deepEqual(orderAfter(...shipped).shipment, { carrier: 'Omniva', trackingNumber: 'CE1' });
    assert.deepEqual(types(shipped, ship), []);
    assert.deepEqual(types([...shipped, deliver], deliver), []);
  });

  it('are refused before it, after a cancellation, and for another parcel', () => {
    refuses([place, reserved], ship, /AWAITING_PAYMENT: only a CONFIRMED/);
    refuses([...confirmed, cancel], ship, /CANCELLED/);
    refuses(shipped, { type: 'ship', shipment: { carrier: 'DHL', trackingNumber: 'CE1' } }, /SHIPPED/);
    refuses(confirmed, deliver, /CONFIRMED: only a SHIPPED/);
  });

  it('are refused when all of the money was asked back, not when a part was or the refund failed', () => {
    refuses([...confirmed, refund()], ship, /asked back/);
    refuses([...confirmed, refund(), refunded(5_500)], ship, /REFUNDED/);
    assert.deepEqual(types([...confirmed, refund(5_499)], ship), ['shipped']);
    assert.deepEqual(types([...confirmed, refund(500), refundFailed(500)], ship), ['shipped']);
  });
});

describe('asking for a refund', () => {
  it('takes what is named, or all that is left', () => {
    const amounts = (before: readonly OrderCommand[], action: OrderCommand) =>
      decide(orderAfter(...before), action).map(({ data }) => 'amount' in data && data.amount.amount);
    assert.deepEqual(amounts(confirmed, refund(500)), [500]);
    assert.deepEqual(amounts([...confirmed, refund(500)], refund(undefined, refundIds[1])), [5_000]);
    assert.deepEqual(amounts([...shipped, deliver], refund()), [5_500]);
    assert.deepEqual(amounts([...confirmed, refund(), refundFailed(5_500)], refund(undefined, refundIds[1])), [5_500]);
  });

  it('is refused beyond what is left, asked for or paid back', () => {
    const tooMuch = /are left/;
    refuses(confirmed, refund(5_501), tooMuch, RefundExceedsPayment);
    refuses([...confirmed, refund(500)], refund(5_001, refundIds[1]), tooMuch, RefundExceedsPayment);
    refuses([...confirmed, refund()], refund(undefined, refundIds[1]), tooMuch, RefundExceedsPayment);
    refuses([...confirmed, refund(), refunded(5_500)], refund(1, refundIds[1]), tooMuch, RefundExceedsPayment);
  });

  it('is refused in another currency, before there is money, and of a cancelled order', () => {
    const euros = {
      type: 'refund',
      refundId: refundIds[0],
      amount: { amount: 1, currency: 'EUR' },
      reason: 'x',
    } as const;
    refuses(confirmed, euros, /paid in USD, not in EUR/, RefundExceedsPayment);
    refuses([place, reserved], refund(1), /nothing was paid yet/);
    refuses([...confirmed, cancel], refund(1), /goes back by itself/);
  });
});
