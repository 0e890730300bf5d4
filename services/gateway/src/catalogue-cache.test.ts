/** Caching of catalogue responses, over HTTP with a fake sidecar. */

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { getCart } from '@mambogo/contracts/api/cart.ts';
import { getProduct } from '@mambogo/contracts/api/products.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { request } from 'undici';
import { startGateway, type TestGateway } from '../testing/start-gateway.ts';

let gateway: TestGateway;
let price = 0;
before(async () => {
  gateway = await startGateway({ CATALOGUE_FRESH_SECONDS: '60' });
  gateway.sidecar.handlers.set('shop-product', (incoming, response) => {
    if (incoming.method === 'PUT') price += 1;
    response.writeHead(200, { 'content-type': 'application/json', etag: `"${price}"` }).end(`{"price":${price}}`);
  });
  gateway.sidecar.handlers.set('shop-cart', (_incoming, response) => void response.end('{}'));
});
after(() => gateway.stop());
beforeEach(() => {
  gateway.sidecar.invoked.length = 0;
});

const page = pathOf(getProduct, { params: { id: '0190a0b0-0000-7000-8000-000000000007' } });
const read = (path: string, headers: Record<string, string> = {}) => request(gateway.url + path, { headers });
const text = async (path: string) => (await read(path)).body.text();
const calls = (peer: string) => gateway.sidecar.invoked.filter((one) => one.startsWith(peer)).length;

test('requests a page once, then serves it from the cache with its age', async () => {
  const first = await read(`${page}?once`);
  assert.equal(await first.body.text(), `{"price":${price}}`);
  assert.equal(first.headers.age, undefined);
  const again = await read(`${page}?once`);
  assert.deepEqual(
    [again.statusCode, again.headers.etag, again.headers['content-type']],
    [200, `"${price}"`, 'application/json'],
  );
  assert.equal(again.headers.age, '0');
  assert.equal(again.headers.warning, undefined);
  assert.equal(await again.body.text(), `{"price":${price}}`);
  const known = await read(`${page}?once`, { 'if-none-match': `"${price}"` });
  assert.deepEqual([known.statusCode, await known.body.text()], [304, '']);
  assert.equal(calls('shop-product'), 1);
});

test('a product change is visible at once', async () => {
  const before = await text(page);
  const answer = await request(gateway.url + page, {
    method: 'PUT',
    headers: { authorization: `Bearer ${gateway.token('product:write')}`, 'content-type': 'application/json' },
    body: '{}',
  });
  assert.equal(answer.statusCode, 200, await answer.body.text());
  assert.notEqual(await text(page), before);
});

test('does not cache responses that depend on the caller', async () => {
  const headers = { authorization: `Bearer ${gateway.token('cart:manage')}` };
  for (let i = 0; i < 2; i += 1) await (await read(getCart.path, headers)).body.dump();
  assert.equal(calls('shop-cart'), 2);
});
