/** Rate limits of the running shop: changed at run time, sent to clients, and restored. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getCart } from '@mambogo/contracts/api/cart.ts';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { noRateLimits, writeRateLimits } from '@mambogo/local/shop/rate-limits.ts';
import { localShop, shopUrl } from './shop-under-test.ts';
import { exchange } from './shopper/exchange.ts';
import { type Shopper, signUpShopper } from './shopper/shopper.ts';
import { waitUntil } from './shopper/wait-until.ts';

let shopper: Shopper;
before(async () => {
  shopper = await signUpShopper(shopUrl());
});
after(() => writeRateLimits(localShop().model, noRateLimits));

const setLimits = (limits: object) => writeRateLimits(localShop().model, { ...noRateLimits, ...limits });
const products = () => exchange(new URL(`${listProducts.path}?size=1`, shopUrl()));

test('a limit applies without a restart; a client over it gets Retry-After, and is let in when the limit is lifted', async () => {
  setLimits({ products: { address: 20 } });
  await waitUntil('the gateway sends the new limit', async () =>
    String((await products()).headers['ratelimit-policy']).includes('"products-address";q=20;w=60'),
  );
  let answer = await products();
  for (let attempts = 0; attempts < 25 && answer.status !== 429; attempts += 1) answer = await products();
  assert.equal(answer.status, 429);
  assert.match(answer.text, /problems\/rate-limited/);
  const seconds = Number(answer.headers['retry-after']);
  assert.ok(seconds >= 1 && seconds <= 60, `${seconds} s`);
  assert.match(String(answer.headers.ratelimit), /"products-address";r=0;t=\d+/);
  setLimits({});
  await waitUntil('all clients are let in again', async () => (await products()).status === 200);
});

test('a user’s limit applies beside the address’s, and to that user only', async () => {
  const other = await signUpShopper(shopUrl());
  setLimits({ cart: { user: 3 } });
  await waitUntil('the gateway sends the new limit', async () =>
    String((await shopper.api.raw(getCart.path)).headers['ratelimit-policy']).includes('"cart-user";q=3;w=60'),
  );
  await waitUntil('it is used up', async () => (await shopper.api.raw(getCart.path)).status === 429);
  assert.equal((await other.api.raw(getCart.path)).status, 200);
  setLimits({});
  await waitUntil('the user is let in again', async () => (await shopper.api.raw(getCart.path)).status === 200);
});
