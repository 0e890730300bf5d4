/** A successful purchase: from an empty cart to CONFIRMED, and everything that must be true afterwards. */

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { getOrder } from '@mambogo/contracts/api/orders.ts';
import { getPayment } from '@mambogo/contracts/api/payments.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { shopUrl } from './shop-under-test.ts';
import { logInMerchant, type Merchant } from './shopper/merchant.ts';
import { type Shopper, signUpShopper } from './shopper/shopper.ts';
import { waitUntil } from './shopper/wait-until.ts';

let merchant: Merchant;
let shopper: Shopper;
before(async () => {
  merchant = await logInMerchant(shopUrl());
  shopper = await signUpShopper(shopUrl());
});

test('an order is paid, its stock sold, its cart emptied, and every service’s entries are in the timeline', async () => {
  const mug = await merchant.offer(7, 1_500);
  const cart = await shopper.addToCart(mug.id, 2);
  assert.equal(cart.total.amount, 3_000);

  const placed = await shopper.placeOrder({ token: 'tok_ok', cart });
  assert.equal(placed.status, 'PENDING');
  assert.deepEqual(placed.total, cart.total);

  const order = await shopper.waitFor(placed.id, ['CONFIRMED', 'CANCELLED']);
  assert.equal(order.status, 'CONFIRMED');
  assert.equal(order.payment.status, 'CAPTURED');
  assert.ok(order.payment.reference);
  assert.equal((await shopper.payment(placed.id)).status, 'CAPTURED');
  assert.ok((await shopper.orders()).some(({ id }) => id === placed.id));

  await waitUntil('the cart is empty', async () => (await shopper.cart()).items.length === 0);
  await waitUntil('the stock is sold', async () => (await merchant.stock(mug.id)).sold === 2);
  const { onHand, reserved, received } = await merchant.stock(mug.id);
  assert.deepEqual({ onHand, reserved, received }, { onHand: 5, reserved: 0, received: 7 });

  const committed = async () => (await shopper.timeline(placed.id)).some(({ type }) => type === 'stock.committed');
  await waitUntil('the timeline is complete', committed);
  const timeline = await shopper.timeline(placed.id);
  assert.deepEqual(new Set(timeline.map(({ service }) => service)), new Set(['order', 'inventory', 'payment']));
  assert.deepEqual(
    timeline.map(({ at }) => at),
    timeline.map(({ at }) => at).sort(),
  );
  for (const { correlationId } of timeline) assert.equal(correlationId, placed.id);
});

test('items added to the cart while an order is in progress stay in it', async () => {
  const [mug, jug] = await Promise.all([merchant.offer(5), merchant.offer(5)]);
  const placed = await shopper.placeOrder({ token: 'tok_ok', cart: await shopper.addToCart(mug.id, 2) });
  await shopper.addToCart(jug.id, 1);
  await shopper.waitFor(placed.id, ['CONFIRMED']);
  await waitUntil('the bought items have left the cart', async () => {
    const { items } = await shopper.cart();
    return items.length === 1 && items[0]?.productId === jug.id;
  });
  await shopper.emptyCart();
});

test('another customer’s order is not found', async () => {
  const mug = await merchant.offer(1);
  const placed = await shopper.placeOrder({ token: 'tok_ok', cart: await shopper.addToCart(mug.id, 1) });
  await shopper.waitFor(placed.id, ['CONFIRMED']);
  const other = await signUpShopper(shopUrl());
  for (const path of ['', '/timeline', '/events'])
    assert.equal((await other.api.raw(pathOf(getOrder, { params: { id: placed.id } }) + path)).status, 404, path);
  assert.equal((await other.api.raw(pathOf(getPayment, { params: { orderId: placed.id } }))).status, 404);
  assert.deepEqual(await other.orders(), []);
});
