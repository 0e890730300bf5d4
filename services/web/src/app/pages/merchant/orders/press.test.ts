import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPress } from './press.ts';

test('the same wish keeps its key until it is answered', () => {
  let made = 0;
  const press = createPress(() => `key-${++made}`);
  const half = { amount: { amount: 500, currency: 'USD' }, reason: 'a scratch' };
  assert.equal(press.keyOf(half), 'key-1');
  assert.equal(press.keyOf({ ...half }), 'key-1');
  assert.equal(press.keyOf({ ...half, reason: 'late' }), 'key-2');
  press.renew();
  assert.equal(press.keyOf({ ...half, reason: 'late' }), 'key-3');
});
