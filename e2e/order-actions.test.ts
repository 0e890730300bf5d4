/** After the purchase: another card, cancellation, shipping, refunds. Services and ledger agree each time. */

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import { getAnyOrder, listAllOrders } from '@mambogo/contracts/api/admin-orders.ts';
import { problemOf, rejectionOf } from './rejections.ts';
import { shopUrl } from './shop-under-test.ts';
import { logInMerchant, type Merchant } from './shopper/merchant.ts';
import { assertStock, chargesOfOrder, heldStock } from './shopper/order-assertions.ts';
import { confirmedMugs, placeMugs } from './shopper/place-mugs.ts';
import { type Shopper, signUpShopper } from './shopper/shopper.ts';
import { waitUntil } from './shopper/wait-until.ts';

let merchant: Merchant;
let shopper: Shopper;
before(async () => {
  merchant = await logInMerchant(shopUrl());
  shopper = await signUpShopper(shopUrl());
});

const placeOrder = (token: string, pieces?: number) => placeMugs(merchant, shopper, token, pieces);
const confirmed = () => confirmedMugs(merchant, shopper);
const paymentIs = (orderId: string, status: string) =>
  waitUntil(`the payment is ${status}`, async () => (await shopper.order(orderId)).payment.status === status);
const refundsAnswered = (orderId: string) =>
  waitUntil('every refund is answered', async () =>
    (await shopper.order(orderId)).refunds.every(({ status }) => status === 'DONE'),
  );

test('a declined card is followed by another, once per key; then the order is paid', async () => {
  const { mug, id, order } = await placeOrder('tok_insufficient_funds');
  await paymentIs(id, 'FAILED');
  assert.equal((await shopper.order(id)).payment.failure?.retryable, true);
  const key = randomUUID();
  const first = await shopper.pay(id, 'tok_ok', key);
  assert.deepEqual(await shopper.pay(id, 'tok_ok', key), first);
  assert.equal(await rejectionOf(shopper.pay(id, 'tok_late', key)), '422 idempotency-key-reused');
  await shopper.waitFor(id, ['CONFIRMED']);
  assert.equal(await rejectionOf(shopper.pay(id, 'tok_ok')), '409 invalid-transition');
  assert.deepEqual(await chargesOfOrder(id), { captures: 1, captured: order.total.amount, refunded: 0 });
  await assertStock(merchant, mug.id, { onHand: 3, reserved: 0, sold: 2 });
});

test('rejects another payment while one is in progress', async () => {
  const { id } = await placeOrder('tok_action');
  await paymentIs(id, 'ACTION_REQUIRED');
  assert.equal(await rejectionOf(shopper.pay(id, 'tok_ok')), '409 invalid-transition');
  await shopper.cancel(id);
});

test('a payment that needs confirmation is confirmed when the customer has approved it at the bank', async () => {
  const { id } = await placeOrder('tok_action');
  await paymentIs(id, 'ACTION_REQUIRED');
  const url = (await shopper.order(id)).payment.action?.url;
  assert.ok(url);
  assert.equal((await shopper.payment(id)).action?.url, url);
  const body = new URLSearchParams({ decision: 'approve' });
  const answer = await fetch(url, { method: 'POST', body, redirect: 'manual' });
  assert.equal(answer.status, 303);
  assert.equal(answer.headers.get('location'), `${shopUrl()}/orders/${id}`, 'back at the order');
  await shopper.waitFor(id, ['CONFIRMED'], 5_000);
});

test('cancelled before it is paid: nothing is captured, the stock is released', async () => {
  const { mug, id } = await placeOrder('tok_action');
  await paymentIs(id, 'ACTION_REQUIRED');
  const cancelled = await shopper.cancel(id, 'Found it cheaper.');
  assert.equal(cancelled.status, 'CANCELLED');
  assert.equal(cancelled.cancellation?.note, 'Found it cheaper.');
  await assertStock(merchant, mug.id, { onHand: 5, reserved: 0, sold: 0 });
  await paymentIs(id, 'FAILED');
  await heldStock(id, 0);
  assert.equal((await shopper.cancel(id)).status, 'CANCELLED', 'repeating it changes nothing');
});

test('cancelled after it was paid: the payment is refunded, the stock returned', async () => {
  const { mug, id, order } = await confirmed();
  await assertStock(merchant, mug.id, { onHand: 3, reserved: 0, sold: 2 });
  assert.equal((await shopper.cancel(id)).status, 'CANCELLED');
  await heldStock(id, 0);
  await paymentIs(id, 'REFUNDED');
  assert.equal((await shopper.order(id)).refunded.amount, order.total.amount);
  await assertStock(merchant, mug.id, { onHand: 5, reserved: 0, sold: 0 });
});

test('cancelled at the moment it is paid: the payment is refunded', async () => {
  const { mug, id } = await placeOrder('tok_ok');
  await shopper.cancel(id).catch(() => merchant.orders.cancel(id, 'again'));
  await heldStock(id, 0);
  await assertStock(merchant, mug.id, { onHand: 5, reserved: 0, sold: 0 });
  assert.equal((await shopper.order(id)).status, 'CANCELLED');
});

test('a shipped or delivered order cannot be cancelled', async () => {
  const { id } = await placeOrder('tok_ok');
  assert.equal(await rejectionOf(merchant.orders.deliver(id)), '409 invalid-transition');
  await shopper.waitFor(id, ['CONFIRMED']);
  const shipped = await merchant.orders.ship(id);
  assert.deepEqual(shipped.shipment, { carrier: 'Post', trackingNumber: 'RR123' });
  assert.equal(await rejectionOf(shopper.cancel(id)), '409 invalid-transition');
  assert.equal(await rejectionOf(merchant.orders.cancel(id, 'no')), '409 invalid-transition');
  assert.equal((await merchant.orders.deliver(id)).status, 'DELIVERED');
  assert.equal((await shopper.order(id)).status, 'DELIVERED');
});

test('partial refunds never exceed the payment; after a full refund nothing is shipped', async () => {
  const { id, order } = await confirmed();
  const part = { ...order.total, amount: 1_000 };
  const key = randomUUID();
  const asked = await merchant.orders.refund(id, part, key);
  assert.deepEqual(await merchant.orders.refund(id, part, key), asked);
  const more = { ...order.total, amount: order.total.amount - 999 };
  assert.equal(await rejectionOf(merchant.orders.refund(id, more)), '422 refund-exceeds-payment');
  await heldStock(id, order.total.amount - 1_000);
  await refundsAnswered(id);
  assert.equal((await shopper.payment(id)).status, 'PARTIALLY_REFUNDED');
  await merchant.orders.refund(id);
  assert.equal(await rejectionOf(merchant.orders.ship(id)), '409 invalid-transition');
  await heldStock(id, 0);
  await waitUntil('the order is refunded', async () => (await shopper.order(id)).status === 'REFUNDED');
  assert.equal(await rejectionOf(merchant.orders.ship(id)), '409 invalid-transition');
  assert.equal(await rejectionOf(merchant.orders.refund(id)), '422 refund-exceeds-payment');
  assert.equal(await rejectionOf(shopper.cancel(id)), '409 invalid-transition');
});

test('another customer’s order is not found, for any action', async () => {
  const { id } = await confirmed();
  const other = await signUpShopper(shopUrl());
  const actions = [
    () => other.cancel(id),
    () => other.pay(id, 'tok_ok'),
    () => other.order(id),
    () => other.timeline(id),
    () => other.payment(id),
  ];
  for (const action of actions) assert.equal(await rejectionOf(action()), '404 not-found');
  assert.equal(await rejectionOf(other.api.call(getAnyOrder, { params: { id } })), '403 forbidden');
});

test('the same cart bought from two tabs with two keys is one order', async () => {
  const mug = await merchant.offer(5);
  await shopper.emptyCart();
  const cart = await shopper.addToCart(mug.id, 1);
  const tabs = await Promise.allSettled([1, 2].map(() => shopper.placeOrder({ token: 'tok_ok', cart })));
  const placed = tabs.flatMap((tab) => (tab.status === 'fulfilled' ? [tab.value] : []));
  assert.equal(placed.length, 1);
  const [order] = placed;
  assert.ok(order);
  await shopper.waitFor(order.id, ['CONFIRMED']);
  await assertStock(merchant, mug.id, { onHand: 4, reserved: 0, sold: 1 });
});

test('a merchant finds orders by status, number and customer, page by page', async () => {
  const { id, order } = await confirmed();
  const matching = await merchant.orders.list({ number: order.number });
  assert.deepEqual(
    matching.items.map((one) => one.id),
    [id],
  );
  const customer = matching.items[0]?.customerId ?? '';
  const first = await merchant.orders.list({ customer, status: 'CONFIRMED', size: 1 });
  const second = await merchant.orders.list({ customer, status: 'CONFIRMED', size: 1, cursor: first.next });
  assert.equal(first.items[0]?.id, id);
  assert.notEqual(second.items[0]?.id, id);
  assert.equal((await merchant.orders.list({ customer, stuck: true })).items.length, 0);
  assert.ok((await merchant.orders.timeline(id)).some(({ service }) => service === 'payment'));
  const lost = await merchant.shopper.api.raw(`${listAllOrders.path}?status=LOST`);
  assert.equal(problemOf(lost), '400 validation');
  assert.equal(await rejectionOf(merchant.orders.list({ cursor: 'x' })), '400 validation');
});
