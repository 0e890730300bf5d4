import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limits } from '@mambogo/contracts/limits.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { product } from '../../testing/test-service.ts';
import { addItem, type Cart, emptyCart, removeAll, removeItem, setItem } from './cart.ts';

const tea = product('tea', 890);
const pan = product('pan', 5_400);
const quantities = (cart: Cart) => cart.lines.map(({ name, quantity }) => [name, quantity]);
const unprocessable = (error: unknown) => error instanceof Problem && error.slug === 'unprocessable';

test('adds and sets quantities, and keeps the order of lines', () => {
  const cart = setItem(addItem(addItem(addItem(emptyCart, tea, 2), pan, 1), tea, 3), pan, 4);
  assert.deepEqual(quantities(cart), [
    ['tea', 5],
    ['pan', 4],
  ]);
});

test('rejects more of a product than the limit, and states the present quantity', () => {
  const cart = addItem(emptyCart, tea, 48);
  assert.deepEqual(quantities(addItem(cart, tea, 2)), [['tea', 50]]);
  assert.throws(
    () => addItem(cart, tea, 3),
    (error) => unprocessable(error) && /48/.test(String(error)),
  );
});

test('rejects more different products than the limit', () => {
  let cart = emptyCart;
  for (let i = 0; i < limits.cartLines; i++) cart = addItem(cart, product(`p${i}`, 100), 1);
  assert.throws(() => addItem(cart, tea, 1), unprocessable);
});

test('returns the same object if nothing changed', () => {
  const cart = addItem(emptyCart, tea, 2);
  assert.equal(setItem(cart, tea, 2), cart);
  assert.equal(removeItem(cart, pan.productId), cart);
  assert.equal(removeAll(emptyCart), emptyCart);
});

test('removing a product keeps the others, removing all keeps the inbox', () => {
  const cart = { ...addItem(addItem(emptyCart, tea, 2), pan, 1), applied: ['order'] };
  assert.deepEqual(quantities(removeItem(cart, tea.productId)), [['pan', 1]]);
  assert.deepEqual(removeAll(cart), { lines: [], applied: ['order'] });
});
