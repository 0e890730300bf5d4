import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newOrderId, OrderId } from '@mambogo/contracts/ids.ts';
import { createdBetween } from './find-intent.ts';

test('searches from the placing of the order to the last time the charge may have reached Stripe', () => {
  const now = Date.now();
  const { gte, lte } = createdBetween(newOrderId(), { sinceSent: 60 }, now);
  assert.ok(typeof gte === 'number' && Math.abs(gte - (now / 1_000 - 120)) < 5);
  assert.ok(typeof lte === 'number' && Math.abs(lte - (now / 1_000 - 60 + 1_020)) < 5);
});

test('unknown times do not narrow the search', () => {
  const old = OrderId.parse('9f8b7c6d-1234-4abc-8def-0123456789ab');
  assert.deepEqual(createdBetween(old, undefined, Date.now()), { gte: 0 });
  assert.deepEqual(Object.keys(createdBetween(newOrderId(), { sinceSent: null }, Date.now())), ['gte']);
});
