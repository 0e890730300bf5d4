/** A merchant announces the next delivery of a product, and shoppers see the day while it is sold out. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { announceDelivery, listMovements } from '@mambogo/contracts/api/inventory.ts';
import { shopUrl } from './shop-under-test.ts';
import { logInMerchant, type Merchant } from './shopper/merchant.ts';
import { waitUntil } from './shopper/wait-until.ts';

let merchant: Merchant;
before(async () => {
  merchant = await logInMerchant(shopUrl());
});

/** Far enough from today in every time zone. */
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test('the day of the next delivery is shown while a product is sold out', async () => {
  const { id } = await merchant.offer(0);
  const announce = (expectedOn: string | null) =>
    merchant.shopper.api.call(announceDelivery, { params: { productId: id }, body: { expectedOn } });
  const shown = async () => (await merchant.shopper.product(id)).expectedOn;
  assert.equal((await announce(day(9))).expectedOn, day(9));
  assert.equal((await merchant.stock(id)).expectedOn, day(9));
  await waitUntil('the catalogue has the day', async () => (await shown()) === day(9));

  await announce(day(-3));
  await waitUntil('a day that is past is not shown', async () => (await shown()) === undefined);
  await announce(day(5));
  await waitUntil('the catalogue has the new day', async () => (await shown()) === day(5));
  await merchant.receive(id, 3);
  await waitUntil('nor one of a product that is there', async () => (await shown()) === undefined);
  assert.equal((await announce(null)).expectedOn, undefined);
  assert.equal((await merchant.stock(id)).expectedOn, undefined);
  const { items } = await merchant.shopper.api.call(listMovements, { params: { productId: id } });
  assert.deepEqual(
    items
      .map(({ type, reference }) => [type, reference])
      .reverse()
      .slice(0, 2),
    [
      ['announced', day(9)],
      ['announced', day(-3)],
    ],
  );
});
