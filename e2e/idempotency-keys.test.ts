/** A retried request with its Idempotency-Key is carried out once, on every route. */

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import { addCartItem } from '@mambogo/contracts/api/cart.ts';
import { adjustStock, receiveStock } from '@mambogo/contracts/api/inventory.ts';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { ProblemBody } from '@mambogo/contracts/problem-types.ts';
import { shopUrl } from './shop-under-test.ts';
import { logInMerchant, type Merchant } from './shopper/merchant.ts';
import { type Shopper, signUpShopper } from './shopper/shopper.ts';

let merchant: Merchant;
before(async () => {
  merchant = await logInMerchant(shopUrl());
});

const post = (who: Shopper, path: string, body: object | undefined, key: string) =>
  who.api.raw(path, {
    method: 'POST',
    ...(body && { body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
  });

/** Sends it three times, twice concurrently; all responses have this status. */
async function repeat(who: Shopper, path: string, body: object | undefined, status: number): Promise<string[]> {
  const key = randomUUID();
  const answers = await Promise.all([post(who, path, body, key), post(who, path, body, key)]);
  answers.push(await post(who, path, body, key));
  assert.deepEqual(
    answers.map((answer) => answer.status),
    [status, status, status],
    `${path}: ${answers.map(({ text }) => text).join('\n')}`,
  );
  return answers.map(({ text }) => text);
}

test('stock received or corrected twice with one key moves once', async () => {
  const { id } = await merchant.offer(10);
  const params = { productId: id };
  await repeat(merchant.shopper, pathOf(receiveStock, { params }), { quantity: 5, reference: 'DN-1' }, 200);
  await repeat(merchant.shopper, pathOf(adjustStock, { params }), { delta: -2, reason: 'broken' }, 200);
  const { onHand, received, adjusted } = await merchant.stock(id);
  assert.deepEqual({ onHand, received, adjusted }, { onHand: 13, received: 15, adjusted: -2 });
});

test('a reference is accepted once, unless it is confirmed that more goods came in', async () => {
  const { id } = await merchant.offer(0);
  const receive = (body: object) =>
    post(merchant.shopper, pathOf(receiveStock, { params: { productId: id } }), body, randomUUID());
  const delivery = { quantity: 4, reference: 'DN-2' };
  assert.equal((await receive(delivery)).status, 200);
  const rejected = await receive(delivery);
  assert.equal(rejected.status, 409);
  const { type, detail } = ProblemBody.parse(rejected.json());
  assert.match(type, /duplicate-reference$/);
  assert.match(detail ?? '', /confirmDuplicate: true/);
  assert.equal((await receive({ ...delivery, confirmDuplicate: true })).status, 200);
  assert.equal((await merchant.stock(id)).received, 8);
});

test('adds a product, and items to a cart, once', async () => {
  const { category, price } = await merchant.offer(20);
  const input = { sku: `KEY-${randomUUID().slice(0, 18).toUpperCase()}`, name: 'Key', price, category: category.slug };
  assert.equal(new Set(await repeat(merchant.shopper, listProducts.path, input, 201)).size, 1);
  const mug = await merchant.offer(20);
  const shopper = await signUpShopper(shopUrl());
  await repeat(shopper, addCartItem.path, { productId: mug.id, quantity: 2 }, 200);
  assert.deepEqual(
    (await shopper.cart()).items.map(({ quantity }) => quantity),
    [2],
  );
});
