/** Ids are case-insensitive (RFC 9562), on every route. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Cart } from '@mambogo/contracts/api/cart.ts';
import { Order } from '@mambogo/contracts/api/orders.ts';
import { Product } from '@mambogo/contracts/api/products.ts';
import { shopUrl } from './shop-under-test.ts';
import { logInMerchant } from './shopper/merchant.ts';
import { signUpShopper } from './shopper/shopper.ts';

test('products and orders are found, bought, changed and removed by upper-case ids', async () => {
  const mug = await (await logInMerchant(shopUrl())).offer(5);
  const { api, cart, placeOrder } = await signUpShopper(shopUrl());
  const id = mug.id.toUpperCase();
  assert.equal((await api.get(`/api/v1/products/${id}`, Product)).id, mug.id);
  await api.send('POST', '/api/v1/cart/items', { productId: id, quantity: 1 }, Cart);
  const two = await api.send('PUT', `/api/v1/cart/items/${id}`, { quantity: 2 }, Cart);
  assert.deepEqual(
    two.items.map(({ productId, quantity }) => [productId, quantity]),
    [[mug.id, 2]],
  );
  const order = await placeOrder({ token: 'tok_ok' });
  assert.equal((await api.get(`/api/v1/orders/${order.id.toUpperCase()}`, Order)).number, order.number);
  await api.send('POST', '/api/v1/cart/items', { productId: mug.id, quantity: 1 }, Cart);
  await api.raw(`/api/v1/cart/items/${id}`, { method: 'DELETE' });
  assert.deepEqual(
    (await cart()).items.filter(({ quantity }) => quantity === 1),
    [],
  );
});
