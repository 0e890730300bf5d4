/** Product and category pages have the status of the resource, over HTTP with a fake sidecar. */

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { getCategory, listCategories } from '@mambogo/contracts/api/categories.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { request } from 'undici';
import { publicUrl, startGateway, type TestGateway } from '../testing/start-gateway.ts';

const sold = '0190a0b0-0000-7000-8000-00000000000a';
const retired = '0190a0b0-0000-7000-8000-00000000000b';
const unknown = '0190a0b0-0000-7000-8000-00000000000c';

let gateway: TestGateway;
before(async () => {
  gateway = await startGateway({ READ_TIMEOUT_SECONDS: '10', CATALOGUE_FRESH_SECONDS: '60' });
  gateway.sidecar.handlers.set('shop-web', (_incoming, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<p>page</p>');
  });
});
after(() => gateway.stop());
beforeEach(() => {
  gateway.sidecar.invoked.length = 0;
  gateway.sidecar.handlers.set('shop-product', (_incoming, response, path) => {
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json', etag: '"1"' }).end(JSON.stringify(body));
    if (path === listCategories.path) return void answer(200, [{ id: sold, slug: 'tea', name: 'Tea' }]);
    if (path === pathOf(getCategory, { params: { slug: 'chai' } }))
      return void response.writeHead(308, { location: pathOf(getCategory, { params: { slug: 'tea' } }) }).end();
    if (path.endsWith(unknown) || path.startsWith('/api/v1/categories/')) return void answer(404, {});
    answer(200, { status: path.endsWith(retired) ? 'retired' : 'active' });
  });
});

const page = async (path: string, method: 'GET' | 'HEAD' = 'GET') => {
  const { statusCode, body } = await request(gateway.url + path, {
    method,
    headers: { host: new URL(publicUrl).host },
  });
  return [statusCode, await body.text()];
};

test('sends the page with 404 for an unknown product, and 410 for a retired one', async () => {
  for (const [path, status] of [
    [`/product/${sold}`, 200],
    [`/product/${sold.toUpperCase()}`, 200],
    [`/product/${sold}?from=mail`, 200],
    [`/product/${retired}`, 410],
    [`/product/${unknown}`, 404],
    ['/product/mug', 404],
    ['/category/tea', 200],
    ['/category/nope', 404],
    ['/category/t%C3%A9', 404],
    ['/search', 200],
  ] as const)
    assert.deepEqual(await page(path), [status, '<p>page</p>'], path);
  assert.deepEqual(await page(`/product/${retired}`, 'HEAD'), [410, '']);
});

test("redirects a category's former address, with its query", async () => {
  const { statusCode, headers, body } = await request(`${gateway.url}/category/chai?sort=price`, {
    headers: { host: new URL(publicUrl).host },
  });
  assert.deepEqual([statusCode, headers.location], [308, '/category/tea?sort=price']);
  assert.equal(await body.text(), '<p>page</p>');
});

test("caches the catalogue response for the page's script", async () => {
  await page(`/product/${sold}`);
  const before = gateway.sidecar.invoked.length;
  const answer = await request(`${gateway.url}/api/v1/products/${sold}`);
  assert.deepEqual(await answer.body.json(), { status: 'active' });
  assert.equal(answer.headers.etag, '"1"');
  assert.equal(gateway.sidecar.invoked.length, before);
});

test('serves pages while the catalogue is unavailable', async () => {
  gateway.sidecar.handlers.delete('shop-product');
  assert.deepEqual(await page('/product/0190a0b0-0000-7000-8000-00000000000d'), [200, '<p>page</p>']);
});
