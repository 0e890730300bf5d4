/** Limits of requests a minute on the running shop: changed while it runs, told to clients, and put back. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
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
const products = () => exchange(new URL('/api/v1/products?size=1', shopUrl()));

test('a limit is heard of without a restart; who is over it is told when to come back, and is let in when it is lifted', async () => {
  setLimits({ products: { address: 20 } });
  await waitUntil('the gateway tells the new limit', async () =>
    String((await products()).headers['ratelimit-policy']).includes('"products-address";q=20;w=60'),
  );
  let answer = await products();
  for (let asked = 0; asked < 25 && answer.status !== 429; asked += 1) answer = await products();
  assert.equal(answer.status, 429);
  assert.match(answer.text, /problems\/rate-limited/);
  const seconds = Number(answer.headers['retry-after']);
  assert.ok(seconds >= 1 && seconds <= 60, `${seconds} s`);
  assert.match(String(answer.headers.ratelimit), /"products-address";r=0;t=\d+/);
  setLimits({});
  await waitUntil('everybody is let in again', async () => (await products()).status === 200);
});

test('a user is limited beside the address, and nobody else with them', async () => {
  const other = await signUpShopper(shopUrl());
  setLimits({ cart: { user: 3 } });
  await waitUntil('the gateway tells the new limit', async () =>
    String((await shopper.api.raw('/api/v1/cart')).headers['ratelimit-policy']).includes('"cart-user";q=3;w=60'),
  );
  await waitUntil('it is used up', async () => (await shopper.api.raw('/api/v1/cart')).status === 429);
  assert.equal((await other.api.raw('/api/v1/cart')).status, 200);
  setLimits({});
  await waitUntil('the user is let in again', async () => (await shopper.api.raw('/api/v1/cart')).status === 200);
});
