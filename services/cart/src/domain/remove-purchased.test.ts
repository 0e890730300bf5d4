import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId, newOrderId } from '@mambogo/contracts/ids.ts';
import { product } from '../../testing/test-service.ts';
import { addItem, emptyCart } from './cart.ts';
import { removePurchased } from './remove-purchased.ts';

const tea = product('tea', 890);
const pan = product('pan', 5_400);
const cart = addItem(addItem(emptyCart, tea, 5), pan, 1);
const bought = (line: typeof tea, quantity: number) => ({ productId: line.productId, quantity });

test('what was bought leaves the cart, what was added since stays', () => {
  const after = removePurchased(cart, newOrderId(), [bought(tea, 3), bought(pan, 1)]);
  assert.deepEqual(
    after.lines.map(({ name, quantity }) => [name, quantity]),
    [['tea', 2]],
  );
});

test('a product that was taken out and put in again since is another line, and stays', () => {
  const [first, second] = [newId(), newId()];
  const orderedFirst = { ...bought(tea, 2), cartLineId: first };
  const left = (lineId: string | undefined, quantity: number, order: typeof orderedFirst | ReturnType<typeof bought>) =>
    removePurchased({ ...emptyCart, lines: [{ ...tea, lineId, quantity }] }, newOrderId(), [order]).lines[0]
      ?.quantity ?? 0;
  assert.equal(left(second, 2, orderedFirst), 2, 'the second cart is kept');
  assert.equal(left(first, 3, orderedFirst), 1, 'what was added to the line stays');
  assert.equal(left(first, 1, orderedFirst), 0, 'never more is taken than is there');
  assert.equal(left(second, 3, bought(tea, 2)), 1, 'an order of an earlier release names no line: the product decides');
  assert.equal(left(undefined, 3, orderedFirst), 1, 'so it does in a cart of an earlier release');
});

test('never more is taken than is there', () => {
  assert.deepEqual(removePurchased(cart, newOrderId(), [bought(tea, 9), bought(product('hat', 1), 1)]).lines.length, 1);
});

test('an order is taken once, even out of a cart that was empty then', () => {
  const orderId = newOrderId();
  const first = removePurchased(emptyCart, orderId, [bought(tea, 5)]);
  const filled = addItem(first, tea, 5);
  assert.equal(removePurchased(filled, orderId, [bought(tea, 5)]), filled);
});

test('the last hundred orders are remembered', () => {
  let after = emptyCart;
  for (let i = 0; i < 120; i++) after = removePurchased(after, newOrderId(), []);
  assert.equal(after.applied.length, 100);
});
