/** What happens to refunded goods: they go back into sale or not, and are never shipped afterwards. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { rejectionOf } from './rejections.ts';
import { shopUrl } from './shop-under-test.ts';
import { logInMerchant, type Merchant } from './shopper/merchant.ts';
import { assertStock } from './shopper/order-assertions.ts';
import { confirmedMugs } from './shopper/place-mugs.ts';
import { type Shopper, signUpShopper } from './shopper/shopper.ts';
import { waitUntil } from './shopper/wait-until.ts';

let merchant: Merchant;
let shopper: Shopper;
before(async () => {
  merchant = await logInMerchant(shopUrl());
  shopper = await signUpShopper(shopUrl());
});

const confirmed = () => confirmedMugs(merchant, shopper);

test('a full refund of an unshipped order puts its goods back into sale', async () => {
  const { mug, id } = await confirmed();
  await assertStock(merchant, mug.id, { onHand: 3, reserved: 0, sold: 2 });
  await merchant.orders.refund(id);
  await waitUntil('the order is refunded', async () => (await shopper.order(id)).status === 'REFUNDED');
  await assertStock(merchant, mug.id, { onHand: 5, reserved: 0, sold: 0 });
  await waitUntil(
    'stock has acknowledged',
    async () => (await merchant.orders.order(id)).refunds[0]?.restocking === 'DONE',
  );
});

test('refunded lines go back into sale or not, and are not shipped; the others are', async () => {
  const { mug, id } = await confirmed();
  const goods = (quantity: number, restock: boolean) => [{ productId: mug.id, quantity, restock }];
  const broken = await merchant.orders.refundGoods(id, goods(1, false));
  assert.equal(broken.refunds[0]?.amount.amount, mug.price.amount);
  assert.equal(await rejectionOf(merchant.orders.refundGoods(id, goods(2, true))), '422 unprocessable');
  assert.equal(await rejectionOf(shopper.cancel(id)), '409 invalid-transition');
  await assertStock(merchant, mug.id, { onHand: 3, reserved: 0, sold: 2 });
  await merchant.orders.ship(id);
  await merchant.orders.refundGoods(id, goods(1, true));
  await assertStock(merchant, mug.id, { onHand: 4, reserved: 0, sold: 1 });
  await waitUntil('the order is refunded', async () => (await shopper.order(id)).status === 'REFUNDED');
});
