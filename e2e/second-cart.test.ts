/** Items added to the cart after an order was placed stay there when the order is confirmed. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { shopUrl } from './shop-under-test.ts';
import { logInMerchant } from './shopper/merchant.ts';
import { type Shopper, signUpShopper } from './shopper/shopper.ts';
import { waitUntil } from './shopper/wait-until.ts';

let tea: string;
let pan: string;
before(async () => {
  const merchant = await logInMerchant(shopUrl());
  [tea, pan] = [(await merchant.offer(100)).id, (await merchant.offer(100)).id];
});

/** An order of two teas that waits for another card, so that the test decides when it is confirmed. */
async function orderTwoTeas() {
  const shopper = await signUpShopper(shopUrl());
  await shopper.addToCart(tea, 2);
  const { id } = await shopper.placeOrder({ token: 'tok_insufficient_funds' });
  await waitUntil('the card was declined', async () => (await shopper.order(id)).payment.status === 'FAILED');
  return { shopper, id };
}

const quantities = async (shopper: Shopper) =>
  Object.fromEntries((await shopper.cart()).items.map(({ productId, quantity }) => [productId, quantity]));

async function confirm(shopper: Shopper, id: string, version: string) {
  await shopper.pay(id, 'tok_ok');
  await shopper.waitFor(id, ['CONFIRMED']);
  await waitUntil('the cart has handled the event', async () => (await shopper.cart()).version !== version);
}

test('more of the same product and another product stay, ordered items leave', async () => {
  const { shopper, id } = await orderTwoTeas();
  await shopper.addToCart(pan, 1);
  const { version } = await shopper.addToCart(tea, 3);
  await confirm(shopper, id, version);
  assert.deepEqual(await quantities(shopper), { [tea]: 3, [pan]: 1 });
});

test('a second cart of the same products stays complete', async () => {
  const { shopper, id } = await orderTwoTeas();
  await shopper.emptyCart();
  await shopper.addToCart(pan, 2);
  const { version } = await shopper.addToCart(tea, 1);
  await confirm(shopper, id, version);
  assert.deepEqual(await quantities(shopper), { [tea]: 1, [pan]: 2 });
});
