import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shopUrl } from './shop-under-test.ts';
import { fillShelves } from './shopper/fill-shelves.ts';
import { logInMerchant } from './shopper/merchant.ts';

test('goods come in for what is short of them, and for nothing else', async () => {
  const merchant = await logInMerchant(shopUrl());
  const short = await merchant.offer(1);
  const plenty = await merchant.offer(9);
  const { products, received } = await fillShelves(merchant, 3);
  assert.equal((await merchant.stock(short.id)).available, 3);
  assert.equal((await merchant.stock(plenty.id)).available, 9);
  assert.ok(products >= 2 && received >= 2);
  assert.equal((await fillShelves(merchant, 3)).received, 0);
});
