import assert from 'node:assert/strict';
import { test } from 'node:test';
import { product } from '../../testing/test-service.ts';
import { addItem, emptyCart } from './cart.ts';
import { isSameOffer, reprice } from './reprice.ts';

const tea = product('tea', 890);
const cart = addItem(emptyCart, tea, 2);

test('takes prices, names and availability from the catalogue and keeps quantities', () => {
  const unitPrice = { amount: 990, currency: 'USD' };
  const now = reprice(cart, [{ ...tea, name: 'Green tea', unitPrice, availability: 'low-stock' }]);
  const [line] = now.lines;
  assert.deepEqual(
    [line?.name, line?.unitPrice, line?.availability, line?.quantity],
    ['Green tea', unitPrice, 'low-stock', 2],
  );
  assert.equal(isSameOffer(cart, now), false);
});

test('keeps a product that is no longer sold as last shown, out of stock', () => {
  for (const products of [[], [{ ...tea, status: 'retired' as const, name: 'Old tea' }]]) {
    const now = reprice(cart, products);
    assert.deepEqual(now.lines, [{ ...cart.lines[0], availability: 'out-of-stock' }]);
    assert.equal(isSameOffer(cart, now), true);
  }
});
