import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createIdempotencyKeys } from './idempotency-keys.ts';

test('keeps the key of a request until there is a response', () => {
  let made = 0;
  const idempotencyKeys = createIdempotencyKeys(() => `key-${++made}`);
  const half = { amount: { amount: 500, currency: 'USD' }, reason: 'a scratch' };
  assert.equal(idempotencyKeys.keyOf(half), 'key-1');
  assert.equal(idempotencyKeys.keyOf({ ...half }), 'key-1');
  assert.equal(idempotencyKeys.keyOf({ ...half, reason: 'late' }), 'key-2');
  idempotencyKeys.renew();
  assert.equal(idempotencyKeys.keyOf({ ...half, reason: 'late' }), 'key-3');
});
