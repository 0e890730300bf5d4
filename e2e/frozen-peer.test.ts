/** A hanging service hides only its own data: the caller gets the rest in time. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { listViolations } from '@mambogo/contracts/api/invariants.ts';
import { deadlines } from '@mambogo/contracts/deadlines.ts';
import { freezePart } from './freeze-part.ts';
import { shopUrl } from './shop-under-test.ts';
import { createDeadLetterClient } from './shopper/dead-letter-client.ts';
import { logInMerchant, type Merchant } from './shopper/merchant.ts';
import { type Shopper, signUpShopper } from './shopper/shopper.ts';

let product: string;
let merchant: Merchant;
let shopper: Shopper;
before(async () => {
  merchant = await logInMerchant(shopUrl());
  product = (await merchant.offer(100)).id;
  shopper = await signUpShopper(shopUrl());
});

/** Responses while a service hangs, within the gateway's time-out for one attempt. */
async function whileFrozen<T>(part: 'payment' | 'product' | 'order', ask: () => Promise<T>): Promise<T> {
  const thaw = freezePart(part);
  const began = performance.now();
  try {
    const answer = await ask();
    const milliseconds = performance.now() - began;
    assert.ok(milliseconds < deadlines.edge.read, `responded after ${milliseconds} ms`);
    return answer;
  } finally {
    thaw();
  }
}

test('payment hangs: the timeline shows the entries of order and stock, and marks itself incomplete', async () => {
  await shopper.addToCart(product, 1);
  const { id } = await shopper.placeOrder({ token: 'tok_ok' });
  await shopper.waitFor(id, ['CONFIRMED']);
  const entries = await whileFrozen('payment', () => shopper.timeline(id));
  const types = entries.map(({ type }) => type);
  for (const type of ['order.placed', 'stock.reserved', 'timeline.incomplete']) assert.ok(types.includes(type), type);
});

test('the catalogue hangs: the cart is shown with its last known prices', async () => {
  const shown = await shopper.addToCart(product, 2);
  assert.deepEqual((await whileFrozen('product', () => shopper.cart())).items, shown.items);
});

test('order hangs: dead letters and violations of the other services are listed, and order is named as unavailable', async () => {
  const { api } = merchant.shopper;
  const { unavailable } = await whileFrozen('order', () => createDeadLetterClient(api).list({}));
  assert.deepEqual(unavailable, ['order']);
  const report = await whileFrozen('order', () => api.call(listViolations));
  assert.deepEqual(report.unavailable, ['order']);
});
