import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decide } from './decide.ts';
import { evolve, fold } from './evolve.ts';
import type { OrderCommand } from './order-command.ts';
import { saysOutcome } from './outcome.ts';
import { captured, committed, failed, logOf, orderAfter, place, rejected, released, reserved } from './test-order.ts';

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

  it('is confirmed by a capture that finds it PENDING', () => {
    const state = orderAfter(place, captured, reserved);
    assert.equal(state.status, 'CONFIRMED');
    assert.deepEqual(types(place, captured, reserved), ['placed', 'payment-captured', 'confirmed']);
  });

  it('is cancelled for want of stock, naming what is missing and how many are left', () => {
    const state = orderAfter(place, rejected, released);
    assert.ok(state.status === 'CANCELLED');
    assert.equal(state.cancellation.reason, 'out-of-stock');
    assert.equal(state.cancellation.detail, 'Only 1 of the 2 Blue mug you ordered is left; Tea pot is sold out.');
    assert.equal(state.stock, 'RELEASED');
  });

  it('is cancelled by a final failure of its latest attempt only', () => {
    const state = orderAfter(place, reserved, failed(false));
    assert.ok(state.status === 'CANCELLED');
    assert.equal(state.cancellation.detail, 'The payment did not go through: the card was declined.');
    assert.equal(state.cancellation.suggestion, 'Use another card.');
    assert.equal(orderAfter(place, reserved, failed(false, 2)).status, 'AWAITING_PAYMENT');
  });

  it('waits for another card after a retryable failure, which implies that stock is reserved', () => {
    const state = orderAfter(place, failed(true));
    assert.equal(state.status, 'AWAITING_PAYMENT');
    assert.deepEqual([state.payment.status, state.payment.attempt], ['FAILED', 1]);
    assert.equal(orderAfter(place, failed(true), failed(false)).status, 'AWAITING_PAYMENT');
  });

  it('stays cancelled when money comes after all, notes it, and says so again', () => {
    const before = orderAfter(place, reserved, failed(false));
    const events = decide(before, captured);
    assert.deepEqual(
      events.map(({ type }) => type),
      ['payment-captured'],
    );
    assert.equal(events.reduce(evolve, before).status, 'CANCELLED');
    assert.ok(saysOutcome(before, captured, events));
    assert.ok(saysOutcome(before, reserved, decide(before, reserved)));
  });

  it('says nothing again while its outcome is open', () => {
    const before = orderAfter(place, reserved);
    assert.ok(!saysOutcome(before, reserved, decide(before, reserved)));
  });

  it('keeps the limits of an order', () => {
    const cheap: OrderCommand = { type: 'place', data: { ...place.data, total: { amount: 999, currency: 'USD' } } };
    assert.throws(() => decide(undefined, cheap), /at least USD 10\.00/);
    assert.throws(() => decide(undefined, { type: 'place', data: { ...place.data, lines: [] } }), /empty/);
    assert.throws(() => decide(orderAfter(place), place), /placed already/);
    assert.throws(() => decide(undefined, captured), /never placed/);
  });
});

describe('whatever meets an order, in whatever order and however often', () => {
  const fact = fc.constantFrom(
    reserved,
    rejected,
    released,
    committed,
    captured,
    failed(true),
    failed(false),
    failed(false, 2),
  );

  it('the same fact twice changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.array(fact), fact, (facts, last) => {
        assert.deepEqual(decide(orderAfter(place, ...facts, last), last), []);
      }),
    );
  });

  it('cancelled stays cancelled, and nothing goes back', () => {
    const rank = { PENDING: 0, AWAITING_PAYMENT: 1, CONFIRMED: 2, SHIPPED: 3, DELIVERED: 4, REFUNDED: 5, CANCELLED: 6 };
    fc.assert(
      fc.property(fc.array(fact), fact, (facts, last) => {
        const before = orderAfter(place, ...facts);
        const after = orderAfter(place, ...facts, last);
        assert.ok(rank[after.status] >= rank[before.status]);
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
      fc.property(fc.array(fact), (facts) => {
        const log = logOf(place, ...facts);
        assert.deepEqual(fold(JSON.parse(JSON.stringify(log))), orderAfter(place, ...facts));
        assert.deepEqual(JSON.parse(JSON.stringify(orderAfter(place, ...facts))), orderAfter(place, ...facts));
      }),
    );
  });
});
