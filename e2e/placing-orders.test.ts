/** Placing an order: once per key, only the cart that was shown, only well-formed requests. */

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import { listOrders } from '@mambogo/contracts/api/orders.ts';
import { shopUrl } from './shop-under-test.ts';
import { logInMerchant, type Merchant } from './shopper/merchant.ts';
import { ProblemError } from './shopper/problem-error.ts';
import { type PlaceOrderInput, type Shopper, signUpShopper, someAddress } from './shopper/shopper.ts';

let merchant: Merchant;
let shopper: Shopper;
before(async () => {
  merchant = await logInMerchant(shopUrl());
  shopper = await signUpShopper(shopUrl());
});

const freshCart = async (quantity = 1) => {
  const mug = await merchant.offer(10);
  await shopper.emptyCart();
  return { mug, cart: await shopper.addToCart(mug.id, quantity) };
};

/** The rejection of `input`. */
async function rejection(input: PlaceOrderInput): Promise<ProblemError> {
  const placed = await shopper.placeOrder(input).catch((error: unknown) => error);
  assert.ok(placed instanceof ProblemError, 'the order was not rejected');
  return placed;
}

test('the same key twice is one order', async () => {
  const { cart } = await freshCart();
  const input = { token: 'tok_ok', cart, idempotencyKey: randomUUID() };
  const first = await shopper.placeOrder(input);
  const again = await shopper.placeOrder(input);
  assert.equal(again.id, first.id);
  await shopper.waitFor(first.id, ['CONFIRMED']);
  assert.equal((await shopper.placeOrder(input)).id, first.id, 'after it was confirmed, too');
  assert.equal((await shopper.orders()).filter(({ number }) => number === first.number).length, 1);
});

test('concurrent requests with the same key create one order', async () => {
  const { cart } = await freshCart();
  const input = { token: 'tok_ok', cart, idempotencyKey: randomUUID() };
  const answers = await Promise.allSettled(Array.from({ length: 8 }, () => shopper.placeOrder(input)));
  const placed = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.id] : []));
  assert.equal(new Set(placed).size, 1);
  for (const answer of answers)
    if (answer.status === 'rejected') assert.equal((answer.reason as ProblemError).slug, 'idempotency-in-flight');
});

test('the same key with another request is a 422', async () => {
  const { cart } = await freshCart();
  const idempotencyKey = randomUUID();
  await shopper.placeOrder({ token: 'tok_ok', cart, idempotencyKey });
  const { status, slug } = await rejection({ token: 'tok_late', cart, idempotencyKey });
  assert.deepEqual([status, slug], [422, 'idempotency-key-reused']);
});

test('a cart is bought once: another key gets the existing order’s id', async () => {
  const { cart } = await freshCart();
  const placed = await shopper.placeOrder({ token: 'tok_ok', cart });
  const { status, slug, body } = await rejection({ token: 'tok_ok', cart });
  assert.deepEqual([status, slug, body.orderId], [409, 'conflict', placed.id]);
});

test('a cart other than the one shown is a 409 with both', async () => {
  const { mug, cart } = await freshCart();
  await shopper.addToCart(mug.id, 1);
  const { status, slug, body } = await rejection({ token: 'tok_ok', cart });
  assert.deepEqual([status, slug], [409, 'price-changed']);
  assert.ok(Array.isArray(body.newLines));
});

test('a price other than the one shown is a 409', async () => {
  const { mug, cart } = await freshCart();
  await merchant.changePrice(mug, 1_700);
  const { status, slug } = await rejection({ token: 'tok_ok', cart });
  assert.deepEqual([status, slug], [409, 'price-changed']);
});

test('a rejected request frees its key', async () => {
  const { cart } = await freshCart();
  const idempotencyKey = randomUUID();
  const expectedTotal = { ...cart.total, amount: cart.total.amount + 1 };
  assert.equal((await rejection({ token: 'tok_ok', cart, expectedTotal, idempotencyKey })).status, 409);
  assert.equal((await shopper.placeOrder({ token: 'tok_ok', cart, idempotencyKey })).status, 'PENDING');
});

test('an empty cart, or an order below the minimum, is a 422', async () => {
  await shopper.emptyCart();
  assert.equal((await rejection({ token: 'tok_ok' })).status, 422);
  const crumb = await merchant.offer(5, 10);
  assert.equal((await rejection({ token: 'tok_ok', cart: await shopper.addToCart(crumb.id, 1) })).status, 422);
  await shopper.emptyCart();
});

test('a missing Idempotency-Key or broken JSON is a 400, another media type a 415', async () => {
  const { cart } = await freshCart();
  const order = {
    cartVersion: cart.version,
    shippingAddress: someAddress,
    payment: { method: 'card', token: 'tok_ok' },
    expectedTotal: cart.total,
  };
  const post = (body: string, headers: Record<string, string>) =>
    shopper.api.raw(listOrders.path, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
  const key = { 'idempotency-key': randomUUID() };
  assert.equal((await post(JSON.stringify(order), {})).status, 400);
  assert.equal((await post(JSON.stringify(order), { 'idempotency-key': 'x'.repeat(65) })).status, 400);
  assert.equal((await post('{"cartVersion":', key)).status, 400);
  assert.equal((await post('a=b', { ...key, 'content-type': 'application/x-www-form-urlencoded' })).status, 415);
  const strange = await post(
    JSON.stringify({ ...order, gift: true, shippingAddress: { ...someAddress, country: 'x' } }),
    key,
  );
  assert.equal(strange.status, 400);
  assert.match(strange.text, /\/shippingAddress\/country/);
});
