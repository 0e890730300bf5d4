import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shopUrl } from './shop-under-test.ts';
import { logInMerchant, type Merchant } from './shopper/merchant.ts';
import { restockProducts } from './shopper/restock-products.ts';

test('restocks products that are short, and no others', async () => {
  const merchant = await logInMerchant(shopUrl());
  const short = await merchant.offer(1);
  const plenty = await merchant.offer(9);
  const requestCount = countRequests(merchant);
  const { products, received } = await restockProducts(merchant, 3);
  const requests = requestCount();
  assert.equal((await merchant.stock(short.id)).available, 3);
  assert.equal((await merchant.stock(plenty.id)).available, 9);
  assert.ok(products >= 2 && received >= 2);
  const pageCount = Math.ceil((await merchant.shopper.browse({ size: 1 })).total / 100);
  assert.ok(requests <= 3 * (pageCount + 1), `${requests} requests to read ${products} products`);
  assert.equal((await restockProducts(merchant, 3)).received, 0);
});

/** How many pages were read since. */
function countRequests({ shopper }: Merchant): () => number {
  const { api } = shopper;
  const call = api.call.bind(api);
  let count = 0;
  Object.assign(api, {
    call: (...args: Parameters<typeof call>) => {
      if (args[0].method === 'GET') count += 1;
      return call(...args);
    },
  });
  return () => count;
}
