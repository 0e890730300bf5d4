import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newOrderId } from '@mambogo/contracts/ids.ts';
import { type Holding, holdingRefusal } from './holding-limits.ts';

const now = new Date('2026-01-01T12:00:00.000Z');
const limits = { openOrders: 3, units: 100, endedUnpaid: 3, coolDownSeconds: 300 };
const open = (...units: number[]): Holding => ({
  openOrders: units.map((count) => ({
    id: newOrderId(),
    number: 'M7K3QW9XB',
    placedAt: now.toISOString(),
    payBefore: now.toISOString(),
    units: count,
  })),
  endedUnpaid: 0,
});
const refusal = (holding: Holding, units = 1) => holdingRefusal(holding, units, now, limits);
const ended = (endedUnpaid: number, secondsAgo: number): Holding => ({
  openOrders: [],
  endedUnpaid,
  lastEndedAt: new Date(now.getTime() - secondsAgo * 1_000),
});

describe('the limits on unpaid orders', () => {
  it('reject an order above the maximum number of open orders', () => {
    assert.equal(refusal(open(1, 1)), undefined);
    const full = open(1, 1, 1);
    assert.deepEqual(refusal(full), { type: 'too-many-open-orders', openOrders: full.openOrders });
  });

  it('reject an order above the maximum number of units in all open orders', () => {
    assert.equal(refusal(open(50), 50), undefined);
    assert.equal(refusal(open(50), 51)?.type, 'too-many-units-held');
    assert.deepEqual(refusal(open(), 101), { type: 'order-too-large', units: 101 });
  });

  it('impose a wait after too many unpaid orders, doubling each time up to an hour', () => {
    assert.equal(refusal(ended(2, 0)), undefined);
    assert.deepEqual(refusal(ended(3, 10)), { type: 'cool-down', seconds: 290 });
    assert.deepEqual(refusal(ended(4, 10)), { type: 'cool-down', seconds: 590 });
    assert.deepEqual(refusal(ended(20, 0)), { type: 'cool-down', seconds: 3_600 });
    assert.equal(refusal(ended(3, 300)), undefined);
  });
});
