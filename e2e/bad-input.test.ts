/** Malformed input is a 400 that names the field, a violated business rule a 422; neither has an effect. */

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import { addCartItem } from '@mambogo/contracts/api/cart.ts';
import { cancelOrder } from '@mambogo/contracts/api/order-actions.ts';
import { getOrder, listOrders, placeOrder } from '@mambogo/contracts/api/orders.ts';
import { getPayment } from '@mambogo/contracts/api/payments.ts';
import { listProducts, type Product, retireProduct } from '@mambogo/contracts/api/products.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { ProblemBody } from '@mambogo/contracts/problem-types.ts';
import { problemOf } from './rejections.ts';
import { shopUrl } from './shop-under-test.ts';
import { logInMerchant, type Merchant } from './shopper/merchant.ts';
import { type Shopper, signUpShopper, someAddress } from './shopper/shopper.ts';

let merchant: Merchant;
let shopper: Shopper;
let mug: Product;
before(async () => {
  merchant = await logInMerchant(shopUrl());
  shopper = await signUpShopper(shopUrl());
  mug = await merchant.offer(60);
});

const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
  shopper.api.raw(path, {
    method,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });

test('quantities are whole numbers from 1 to 50', async () => {
  for (const quantity of [0, -1, 1.5, '2', null, 1e9, undefined]) {
    const answer = await send('POST', addCartItem.path, { productId: mug.id, quantity });
    assert.equal(problemOf(answer), '400 validation', String(quantity));
    assert.match(answer.text, /\/quantity/);
  }
  assert.match(problemOf(await send('POST', addCartItem.path, { productId: mug.id, quantity: 51 })), /^4(00|22) /);
  await shopper.addToCart(mug.id, 50);
  assert.equal(
    problemOf(await send('POST', addCartItem.path, { productId: mug.id, quantity: 1 })),
    '422 unprocessable',
  );
  assert.equal((await shopper.cart()).items[0]?.quantity, 50);
});

test('rejects bad and unknown ids, unknown fields and broken JSON', async () => {
  const cases: Record<string, readonly [Promise<{ status: number }>, string]> = {
    'a malformed id': [send('POST', addCartItem.path, { productId: 'mug', quantity: 1 }), '400 validation'],
    'an unknown id': [send('POST', addCartItem.path, { productId: randomUUID(), quantity: 1 }), '404 not-found'],
    'an unknown field': [
      send('POST', addCartItem.path, { productId: mug.id, quantity: 1, gift: true }),
      '400 validation',
    ],
    'broken JSON': [send('POST', addCartItem.path, '{"productId": '), '400 validation'],
    'a list': [send('POST', addCartItem.path, '[]'), '400 validation'],
    'a malformed order id': [shopper.api.raw(pathOf(getOrder, { params: { id: '1' } })), '400 validation'],
    'an unknown order': [shopper.api.raw(pathOf(getOrder, { params: { id: randomUUID() } })), '404 not-found'],
    'an unknown payment': [shopper.api.raw(pathOf(getPayment, { params: { orderId: randomUUID() } })), '404 not-found'],
    'an invented cursor': [shopper.api.raw(`${listOrders.path}?cursor=abc`), '400 validation'],
    'a size of 0': [shopper.api.raw(`${listOrders.path}?size=0`), '400 validation'],
    'an unknown status': [shopper.api.raw(`${listOrders.path}?status=LOST`), '400 validation'],
    'a price range upside down': [shopper.api.raw(`${listProducts.path}?minPrice=5&maxPrice=1`), '400 validation'],
    'a reason too long': [
      send('POST', pathOf(cancelOrder, { params: { id: randomUUID() } }), { reason: 'x'.repeat(201) }),
      '400 validation',
    ],
  };
  for (const [what, [answer, expected]] of Object.entries(cases))
    assert.equal(problemOf((await answer) as never), expected, what);
});

test('a retired product can neither be added to a cart nor bought from one', async () => {
  const gone = await merchant.offer(5);
  await shopper.emptyCart();
  const cart = await shopper.addToCart(gone.id, 1);
  const retired = await merchant.shopper.api.raw(pathOf(retireProduct, { params: { id: gone.id } }), {
    method: 'POST',
  });
  assert.equal(retired.status, 200);
  const order = {
    cartVersion: cart.version,
    shippingAddress: someAddress,
    payment: { method: 'card', token: 'tok_ok' },
    expectedTotal: cart.total,
  };
  const bought = await send('POST', placeOrder.path, order, { 'idempotency-key': randomUUID() });
  assert.equal(problemOf(bought), '409 price-changed');
  assert.deepEqual(ProblemBody.parse(bought.json()).newLines, []);
  await shopper.emptyCart();
  assert.match(problemOf(await send('POST', addCartItem.path, { productId: gone.id, quantity: 1 })), /^4(04|09|22) /);
});

test('rejects the 101st line', async () => {
  await shopper.emptyCart();
  const pages = await Promise.all([1, 2].map((page) => shopper.browse({ size: 100, page })));
  const products = pages.flatMap(({ items }) => items);
  while (products.length < 101) products.push(await merchant.offer(0));
  for (const product of products.slice(0, 100)) await shopper.addToCart(product.id, 1);
  const one = products[100];
  assert.equal(
    problemOf(await send('POST', addCartItem.path, { productId: one?.id, quantity: 1 })),
    '422 unprocessable',
  );
  assert.equal((await shopper.cart()).items.length, 100);
  await shopper.emptyCart();
});

test('fifty concurrent requests with one key create one order', async () => {
  await shopper.emptyCart();
  const cart = await shopper.addToCart(mug.id, 1);
  const input = { token: 'tok_ok', cart, idempotencyKey: randomUUID() };
  const answers = await Promise.allSettled(Array.from({ length: 50 }, () => shopper.placeOrder(input)));
  const placed = new Set(answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : [])));
  assert.equal(placed.size, 1);
  const rejected = answers.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
  for (const reason of rejected) assert.match(reason, /409|429/);
  assert.ok(placed.has((await shopper.placeOrder(input)).id));
});
