import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { freePort } from '@mambogo/local/supervisor/ports.ts';
import { startDevServer } from './dev-server.ts';

const shopConfig = '{"name":"A shop","issuer":"http://localhost/auth"}';
const requests: string[] = [];
const shop = createServer((request, response) => {
  requests.push(`${request.headers.host}${request.url}`);
  response.end(request.url === '/' ? `<script type="application/json" id="shop-facts">${shopConfig}</script>` : '[]');
}).listen(0, '127.0.0.1');
await once(shop, 'listening');
after(() => shop.close());
const port = await freePort();
const live = await startDevServer(port, `http://127.0.0.1:${(shop.address() as AddressInfo).port}`);
after(() => live.close());
const get = async (path: string) =>
  (await fetch(`http://localhost:${port}${path}`, { headers: { accept: 'text/html' } })).text();

test('serves the page for any path, with the shop configuration and the hot-reload client', async () => {
  const page = await get('/orders/1');
  assert.ok(page.includes(shopConfig), page);
  assert.match(page, /@vite\/client/);
  assert.doesNotMatch(page, /%NONCE%|%FACTS%/);
});

test('proxies everything else to the shop with the original host', async () => {
  assert.equal(await get(`${listProducts.path}?size=1`), '[]');
  assert.ok(requests.includes(`localhost:${port}${listProducts.path}?size=1`), requests.join());
});
