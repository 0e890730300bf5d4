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

test('removes what was bought and keeps what was added since', () => {
  const after = removePurchased(cart, newOrderId(), [bought(tea, 3), bought(pan, 1)]);
  assert.deepEqual(
    after.lines.map(({ name, quantity }) => [name, quantity]),
    [['tea', 2]],
  );
});

test('keeps a product that was removed and added again, because it is a new line', () => {
  const [first, second] = [newId(), newId()];
  const orderedFirst = { ...bought(tea, 2), cartLineId: first };
  const left = (lineId: string | undefined, quantity: number, order: typeof orderedFirst | ReturnType<typeof bought>) =>
    removePurchased({ ...emptyCart, lines: [{ ...tea, lineId, quantity }] }, newOrderId(), [order]).lines[0]
      ?.quantity ?? 0;
  assert.equal(left(second, 2, orderedFirst), 2, 'the second cart is kept');
  assert.equal(left(first, 3, orderedFirst), 1, 'what was added to the line stays');
  assert.equal(left(first, 1, orderedFirst), 0, 'never removes more than the line has');
  assert.equal(left(second, 3, bought(tea, 2)), 1, 'an order of an earlier release has no line id: matched by product');
  assert.equal(left(undefined, 3, orderedFirst), 1, 'a cart of an earlier release: matched by product');
});

test('never removes more than the line has', () => {
  assert.deepEqual(removePurchased(cart, newOrderId(), [bought(tea, 9), bought(product('hat', 1), 1)]).lines.length, 1);
});

test('applies an order once, even to a cart that was empty', () => {
  const orderId = newOrderId();
  const first = removePurchased(emptyCart, orderId, [bought(tea, 5)]);
  const filled = addItem(first, tea, 5);
  assert.equal(removePurchased(filled, orderId, [bought(tea, 5)]), filled);
});

test('remembers the last hundred orders', () => {
  let after = emptyCart;
  for (let i = 0; i < 120; i++) after = removePurchased(after, newOrderId(), []);
  assert.equal(after.applied.length, 100);
});
