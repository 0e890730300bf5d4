import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Order } from '@mambogo/contracts/api/orders.ts';
import { movesUntil, restsAfter } from './is-moving.ts';

const updatedAt = '2026-01-01T00:00:00.000Z';
const order = (status: Order['status'], refund?: 'REQUESTED' | 'DONE') =>
  ({ status, updatedAt, refunds: refund ? [{ status: refund }] : [] }) as unknown as Order;

test('expects changes until the payment and shortly after it, but never in a final state', () => {
  const always = Number.POSITIVE_INFINITY;
  const never = Number.NEGATIVE_INFINITY;
  const forAWhile = Date.parse(updatedAt) + restsAfter;
  for (const [status, expected] of [
    ['PENDING', always],
    ['AWAITING_PAYMENT', always],
    ['CONFIRMED', forAWhile],
    ['SHIPPED', forAWhile],
    ['DELIVERED', never],
    ['CANCELLED', never],
    ['REFUNDED', never],
  ] as const)
    assert.equal(movesUntil(order(status)), expected, status);
  assert.equal(movesUntil(order('SHIPPED', 'REQUESTED')), always, 'money is under way');
  assert.equal(movesUntil(order('SHIPPED', 'DONE')), forAWhile);
});
