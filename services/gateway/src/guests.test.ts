/** Requests of guests, who have a cookie and no token, over HTTP with a fake sidecar. */

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { addCartItem, getCart, mergeCart } from '@mambogo/contracts/api/cart.ts';
import { listOrders } from '@mambogo/contracts/api/orders.ts';
import { request } from 'undici';
import { publicUrl, startGateway, type TestGateway } from '../testing/start-gateway.ts';

const cookie = 'mambogo_guest=0190a0b0-0000-4000-8000-000000000001';
let gateway: TestGateway;
let seen: (string | undefined)[] = [];
before(async () => {
  gateway = await startGateway();
  gateway.sidecar.handlers.set('shop-cart', (incoming, response) => {
    seen.push(incoming.headers.cookie);
    response.writeHead(200, { 'set-cookie': `${cookie}; HttpOnly` }).end('{}');
  });
});
after(() => gateway.stop());
beforeEach(() => {
  seen = [];
});

const send = (method: 'GET' | 'POST', path: string, headers: Record<string, string>) =>
  request(gateway.url + path, { method, headers });
const get = (headers: Record<string, string>) => send('GET', getCart.path, headers);
const add = (headers: Record<string, string>) => send('POST', addCartItem.path, headers);

test('lets guests use their cart without a token, and forwards the cookie both ways', async () => {
  for (const answer of [await get({ cookie }), await add({ cookie, origin: publicUrl })]) {
    assert.equal(answer.statusCode, 200);
    assert.deepEqual(answer.headers['set-cookie'], `${cookie}; HttpOnly`);
  }
  assert.equal((await add({})).statusCode, 200);
  assert.deepEqual(seen, [cookie, cookie, undefined]);
});

test('rejects an invalid token on guest routes', async () => {
  for (const authorization of ['Bearer a.b.c', 'Basic YTpi', ''])
    assert.equal((await get({ cookie, authorization })).statusCode, 401);
  assert.deepEqual(seen, []);
});

test("rejects guests' writes from foreign pages, unless they have a token", async () => {
  for (const origin of ['https://evil.example', 'http://other.shop.test', `${publicUrl}:81`, 'null']) {
    const answer = await add({ cookie, origin });
    assert.equal(answer.statusCode, 403);
    assert.match(await answer.body.text(), /problems\/forbidden/);
  }
  assert.deepEqual(seen, []);
  const authorization = `Bearer ${gateway.token('cart:manage')}`;
  assert.equal((await add({ authorization, origin: 'https://evil.example' })).statusCode, 200);
});

test('requires a token for orders', async () => {
  assert.equal((await send('GET', listOrders.path, { cookie })).statusCode, 401);
  assert.equal((await send('POST', mergeCart.path, { cookie })).statusCode, 401);
});
