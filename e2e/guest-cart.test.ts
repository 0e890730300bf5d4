/** Guests have a cart too; at log-in it is merged into the customer's, once. */

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { addCartItem, Cart, getCart, guestCookie, mergeCart } from '@mambogo/contracts/api/cart.ts';
import { problemOf } from './rejections.ts';
import { shopUrl } from './shop-under-test.ts';
import { type Answer, type Exchange, exchange } from './shopper/exchange.ts';
import { logInMerchant, type Merchant } from './shopper/merchant.ts';
import { type Shopper, signUpShopper } from './shopper/shopper.ts';

let merchant: Merchant;
before(async () => {
  merchant = await logInMerchant(shopUrl());
});

const cookieOf = ({ headers }: Answer): string | undefined => [headers['set-cookie']].flat()[0];

/** A browser without a log-in, which keeps the guest's cookie. */
function createGuest() {
  let cookie = '';
  const ask = async (method: string, path: string, body?: unknown, more: Record<string, string> = {}) => {
    const headers = { ...(cookie ? { cookie } : {}), ...(body ? { 'content-type': 'application/json' } : {}), ...more };
    const options: Exchange = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
    const answer = await exchange(new URL(path, shopUrl()), options);
    const set = cookieOf(answer);
    if (set) cookie = set.split(';')[0] ?? '';
    return answer;
  };
  const add = (productId: string, quantity: number) => ask('POST', addCartItem.path, { productId, quantity });
  const cart = async () => Cart.parse((await ask('GET', getCart.path)).json());
  const merge = async (shopper: Shopper) =>
    ask('POST', mergeCart.path, undefined, { authorization: `Bearer ${await shopper.session.token()}` });
  return { ask, add, cart, merge, cookie: () => cookie };
}

test('a guest’s cart is identified by a cookie that scripts cannot read', async () => {
  const mug = await merchant.offer(5);
  const guest = createGuest();
  assert.deepEqual((await guest.cart()).items, []);
  assert.equal(guest.cookie(), '', 'reading sets no cookie');
  const added = await guest.add(mug.id, 2);
  assert.equal(added.status, 200);
  const cookie = cookieOf(added) ?? '';
  for (const word of [`${guestCookie}=`, 'HttpOnly', 'SameSite=Lax', `Path=${getCart.path}`, 'Max-Age=2592000'])
    assert.ok(cookie.includes(word), `${word} is missing in ${cookie}`);
  assert.equal((await guest.cart()).items[0]?.quantity, 2);
  assert.deepEqual((await createGuest().cart()).items, [], 'another guest has another cart');
});

test('a page of another site cannot change a cart', async () => {
  const mug = await merchant.offer(5);
  const guest = createGuest();
  await guest.add(mug.id, 1);
  const body = { productId: mug.id, quantity: 1 };
  const foreign = await guest.ask('POST', addCartItem.path, body, { origin: 'http://evil.example' });
  assert.equal(problemOf(foreign), '403 forbidden');
});

test('at log-in the guest’s cart is merged into the customer’s, adding quantities, once', async () => {
  const [mug, pot] = await Promise.all([merchant.offer(60), merchant.offer(60)]);
  const guest = createGuest();
  await guest.add(mug.id, 30);
  await guest.add(pot.id, 1);
  const shopper = await signUpShopper(shopUrl());
  await shopper.addToCart(mug.id, 40);
  const merged = await guest.merge(shopper);
  assert.equal(merged.status, 200);
  const quantities = ({ items }: Cart) => Object.fromEntries(items.map((item) => [item.productId, item.quantity]));
  assert.deepEqual(quantities(await shopper.cart()), { [mug.id]: 50, [pot.id]: 1 });
  assert.match(cookieOf(merged) ?? '', /Max-Age=0|Expires=Thu, 01 Jan 1970/);
});

test('two tabs that merge at once merge once', async () => {
  const mug = await merchant.offer(20);
  const guest = createGuest();
  await guest.add(mug.id, 2);
  const savedCookie = guest.cookie();
  const shopper = await signUpShopper(shopUrl());
  const authorization = `Bearer ${await shopper.session.token()}`;
  const merge = () =>
    exchange(new URL(mergeCart.path, shopUrl()), {
      method: 'POST',
      headers: { authorization, cookie: savedCookie },
    });
  const answers = await Promise.all([merge(), merge(), merge()]);
  for (const { status } of answers) assert.equal(status, 200);
  assert.equal((await shopper.cart()).items[0]?.quantity, 2);
  const order = await shopper.placeOrder({ token: 'tok_ok' });
  await shopper.waitFor(order.id, ['CONFIRMED']);
  assert.equal((await merge()).status, 200);
  assert.equal((await shopper.cart()).items.length, 0, 'an old cookie does not bring back bought items');
});

test('merging needs a token; a bad one is 401, with or without the cookie', async () => {
  const guest = createGuest();
  assert.equal(problemOf(await guest.ask('POST', mergeCart.path)), '401 unauthenticated');
  const bad = { authorization: 'Bearer a.b.c' };
  assert.equal(problemOf(await guest.ask('GET', getCart.path, undefined, bad)), '401 unauthenticated');
});
