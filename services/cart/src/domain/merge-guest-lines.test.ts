import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CustomerId, newId, newOrderId } from '@mambogo/contracts/ids.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { product } from '../../testing/test-service.ts';
import { addItem, type Cart, emptyCart } from './cart.ts';
import { freezeForMerge, mergeGuestLines } from './merge-guest-lines.ts';
import { removePurchased } from './remove-purchased.ts';

const tea = product('tea', 890);
const pan = product('pan', 5_400);
const hat = product('hat', 2_000);
const newCustomer = () => CustomerId.parse(newId());
const quantities = (cart: Cart) => cart.lines.map(({ name, quantity }) => [name, quantity]);
const cartOf = (count: number, name: string) =>
  Array.from({ length: count }, (_, i) => product(`${name}${i}`, 100)).reduce(
    (cart, one) => addItem(cart, one, 1),
    emptyCart,
  );

test('adds up quantities of the same product and appends other products', () => {
  const mine = addItem(addItem(emptyCart, tea, 2), pan, 1);
  const guest = addItem(addItem(emptyCart, hat, 4), tea, 3);
  assert.deepEqual(quantities(mergeGuestLines(mine, 'guest', guest.lines)), [
    ['tea', 5],
    ['pan', 1],
    ['hat', 4],
  ]);
});

test('limits a line to 50', () => {
  const merged = mergeGuestLines(addItem(emptyCart, tea, 30), 'guest', addItem(emptyCart, tea, 30).lines);
  assert.deepEqual(quantities(merged), [['tea', 50]]);
});

test('keeps all lines of the customer and drops the last lines of the guest above the limit', () => {
  const mine = addItem(cartOf(98, 'mine'), tea, 1);
  const guest = addItem(cartOf(2, 'guest'), tea, 1);
  const merged = mergeGuestLines(mine, 'guest', guest.lines);
  assert.equal(merged.lines.length, limits.cartLines);
  assert.deepEqual(quantities(merged).slice(-2), [
    ['tea', 2],
    ['guest0', 1],
  ]);
});

test("merges a guest's cart once, whatever happened to the cart since", () => {
  const { lines } = addItem(emptyCart, tea, 2);
  const merged = mergeGuestLines(emptyCart, 'guest', lines);
  assert.equal(mergeGuestLines(merged, 'guest', lines), merged);
  const bought = removePurchased(merged, newOrderId(), merged.lines);
  assert.equal(mergeGuestLines(bought, 'guest', lines), bought);
  assert.deepEqual(quantities(mergeGuestLines(merged, 'another guest', lines)), [['tea', 4]]);
});

test("freezes a guest's cart for the first customer, but not an empty one", () => {
  const [ann, ben] = [newCustomer(), newCustomer()];
  const frozen = freezeForMerge(addItem(emptyCart, tea, 2), ann);
  assert.equal(frozen.mergedInto, ann);
  assert.equal(freezeForMerge(frozen, ben), frozen);
  assert.equal(freezeForMerge(emptyCart, ann), emptyCart);
});
