import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '@mambogo/service/http/problem.ts';
import { product } from '../../testing/test-service.ts';
import { addItem, type Cart, emptyCart, removeAll } from './cart.ts';
import { withIdempotencyKey } from './with-idempotency-key.ts';

const tea = product('tea', 890);
const add = (cart: Cart, key: string | undefined, quantity = 2) =>
  withIdempotencyKey(cart, { key, request: `${tea.productId} ${quantity}` }, () => addItem(cart, tea, quantity));

test('applies a repeated request once with a key, twice without', () => {
  const first = add(emptyCart, 'k');
  assert.equal(add(first, 'k'), first);
  assert.equal(add(first, 'other').lines[0]?.quantity, 4);
  assert.equal(add(first, undefined).lines[0]?.quantity, 4);
});

test('a late repetition does not refill a cart that was emptied since', () => {
  const emptied = removeAll(add(emptyCart, 'k'));
  assert.equal(add(emptied, 'k'), emptied);
});

test('rejects a different request with the same key', () => {
  assert.throws(
    () => add(add(emptyCart, 'k'), 'k', 3),
    (error) => error instanceof Problem && error.slug === 'idempotency-key-reused',
  );
});

test('remembers the latest fifty keys', () => {
  let cart = add(emptyCart, 'first', 1);
  for (let i = 0; i < 50; i++) cart = removeAll(add(cart, `k${i}`, 1));
  assert.equal(cart.keys?.length, 50);
});
