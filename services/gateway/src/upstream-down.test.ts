/** The gateway while a service behind it is unavailable, over HTTP with a fake sidecar. */

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { getCart } from '@mambogo/contracts/api/cart.ts';
import { listCategories } from '@mambogo/contracts/api/categories.ts';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { until } from '@mambogo/testing/until.ts';
import { request } from 'undici';
import { startGateway, type TestGateway } from '../testing/start-gateway.ts';

let gateway: TestGateway;
before(async () => {
  gateway = await startGateway();
});
after(() => gateway.stop());
beforeEach(() => {
  gateway.sidecar.invoked.length = 0;
});

const bearer = (scope: string) => ({ authorization: `Bearer ${gateway.token(scope)}` });
const get = (path: string, headers: Record<string, string> = {}) => request(gateway.url + path, { headers });

test('serves the catalogue from the cache, and 503 for everything else', async () => {
  gateway.sidecar.handlers.set('shop-product', (_incoming, response) => {
    response.writeHead(200, { 'content-type': 'application/json', etag: '"1"' }).end('{"items":[]}');
  });
  assert.equal(await (await get(`${listProducts.path}?page=1`)).body.text(), '{"items":[]}');
  gateway.sidecar.handlers.delete('shop-product');

  const old = await get(`${listProducts.path}?page=1`);
  assert.equal(old.statusCode, 200);
  assert.equal(old.headers.warning, '110 - "Response is Stale"');
  assert.match(String(old.headers.age), /^\d+$/);
  assert.equal(await old.body.text(), '{"items":[]}');

  const known = await get(`${listProducts.path}?page=1`, { 'if-none-match': 'W/"0", "1"' });
  assert.deepEqual([known.statusCode, known.headers.etag, await known.body.text()], [304, '"1"', '']);
  assert.equal(known.headers.warning, '110 - "Response is Stale"');
  const other = await get(`${listProducts.path}?page=1`, { 'if-none-match': '"2"' });
  assert.equal(await other.body.text(), '{"items":[]}');

  const never = await get(`${listProducts.path}?page=2`);
  assert.equal(never.statusCode, 503);
  assert.equal(never.headers['retry-after'], '1');
  assert.match(await never.body.text(), /upstream-unavailable/);
});

test('the breaker opens, and closes again after recovery', async () => {
  gateway.sidecar.handlers.delete('shop-product');
  for (let i = 0; i < 20; i++) await (await get(listCategories.path)).body.dump();
  assert.equal(gateway.context.upstreams.states().product, 'open');
  gateway.sidecar.invoked.length = 0;
  assert.equal((await get(listCategories.path)).statusCode, 503);
  assert.deepEqual(gateway.sidecar.invoked, []);

  gateway.sidecar.handlers.set('shop-product', (_incoming, response) => void response.end('[]'));
  await until('the upstream is called again', async () => (await get(listCategories.path)).statusCode === 200, 5_000);
  assert.equal(gateway.context.upstreams.states().product, 'closed');
});

test("the service's own responses, a 500 included, are forwarded and do not open the breaker", async () => {
  gateway.sidecar.handlers.set('shop-cart', (_incoming, response) => {
    response.writeHead(500, { 'content-type': 'application/problem+json' }).end('{"status":500}');
  });
  for (let i = 0; i < 20; i++) {
    const answer = await get(getCart.path, bearer('cart:manage'));
    assert.equal(answer.statusCode, 500);
    assert.equal(await answer.body.text(), '{"status":500}');
  }
  assert.equal(gateway.context.upstreams.states().cart, 'closed');
});

test('gives up on an upstream that does not respond in time', async () => {
  gateway.sidecar.handlers.set('shop-cart', () => undefined);
  const answer = await get(getCart.path, bearer('cart:manage'));
  assert.equal(answer.statusCode, 503);
});
