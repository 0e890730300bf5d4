/** Ids are case-insensitive (RFC 9562), on every route. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addCartItem, removeCartItem, setCartItem } from '@mambogo/contracts/api/cart.ts';
import { getOrder } from '@mambogo/contracts/api/orders.ts';
import { getProduct } from '@mambogo/contracts/api/products.ts';
import { shopUrl } from './shop-under-test.ts';
import { logInMerchant } from './shopper/merchant.ts';
import { signUpShopper } from './shopper/shopper.ts';

test('products and orders are found, bought, changed and removed by upper-case ids', async () => {
  const mug = await (await logInMerchant(shopUrl())).offer(5);
  const { api, cart, placeOrder } = await signUpShopper(shopUrl());
  const id = mug.id.toUpperCase();
  assert.equal((await api.call(getProduct, { params: { id } })).id, mug.id);
  await api.call(addCartItem, { body: { productId: id, quantity: 1 } });
  const two = await api.call(setCartItem, { params: { productId: id }, body: { quantity: 2 } });
  assert.deepEqual(
    two.items.map(({ productId, quantity }) => [productId, quantity]),
    [[mug.id, 2]],
  );
  const order = await placeOrder({ token: 'tok_ok' });
  assert.equal((await api.call(getOrder, { params: { id: order.id.toUpperCase() } })).number, order.number);
  await api.call(addCartItem, { body: { productId: mug.id, quantity: 1 } });
  await api.call(removeCartItem, { params: { productId: id } });
  assert.deepEqual(
    (await cart()).items.filter(({ quantity }) => quantity === 1),
    [],
  );
});
