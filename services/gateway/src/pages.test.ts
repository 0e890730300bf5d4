/** Web's pages and files through the gateway, over HTTP with a fake sidecar. */

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { quoteProducts } from '@mambogo/contracts/api/internal-quote.ts';
import { request } from 'undici';
import { publicUrl, startGateway, type TestGateway } from '../testing/start-gateway.ts';

let gateway: TestGateway;
before(async () => {
  gateway = await startGateway();
});
after(() => gateway.stop());
beforeEach(() => {
  gateway.sidecar.invoked.length = 0;
});

const host = new URL(publicUrl).host;
const get = (path: string, headers: Record<string, string> = {}, method: 'GET' | 'POST' | 'HEAD' = 'GET') =>
  request(gateway.url + path, { method, headers: { host, ...headers } });

test('forwards a page unchanged, with its own policies', async () => {
  gateway.sidecar.handlers.set('shop-web', (_incoming, response, path) => {
    response
      .writeHead(path === '/nothing' ? 404 : 200, {
        'content-type': 'text/html',
        'content-security-policy': "default-src 'none'; script-src 'nonce-x'; report-uri /csp-report",
        'cross-origin-opener-policy': 'same-origin-allow-popups',
        'x-frame-options': 'SAMEORIGIN',
        'x-content-type-options': 'nonsense',
      })
      .end('<p>page</p>');
  });
  const page = await get('/search?q=mug');
  assert.equal(await page.body.text(), '<p>page</p>');
  assert.equal(
    page.headers['content-security-policy'],
    "default-src 'none'; script-src 'nonce-x'; report-uri /csp-report",
  );
  assert.equal(page.headers['cross-origin-opener-policy'], 'same-origin-allow-popups');
  assert.equal(page.headers['x-frame-options'], 'SAMEORIGIN');
  assert.equal(page.headers['x-content-type-options'], 'nosniff');
  assert.equal((await get('/nothing')).statusCode, 404);
  assert.deepEqual(gateway.sidecar.invoked, ['shop-web /search?q=mug', 'shop-web /nothing']);
});

test("identity's pages keep their policy, with reporting added", async () => {
  gateway.sidecar.handlers.set('shop-identity', (_incoming, response) => {
    response.writeHead(200, { 'content-security-policy': "form-action 'self'", 'x-frame-options': 'SAMEORIGIN' }).end();
  });
  const { headers } = await get('/auth/interaction/x');
  assert.equal(headers['content-security-policy'], "form-action 'self'; report-uri /csp-report; report-to csp");
  assert.equal(headers['x-frame-options'], 'DENY');
});

test('pages are read-only; API, health and internal paths are not pages', async () => {
  const posted = await get('/cart', {}, 'POST');
  assert.deepEqual([posted.statusCode, posted.headers.allow], [405, 'GET, HEAD']);
  for (const path of ['/api/v2/x', '/healthz/x', quoteProducts.path, '/metrics', '/dapr/config']) {
    const answer = await get(path);
    assert.equal(answer.statusCode, 404, path);
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
  }
  assert.deepEqual(gateway.sidecar.invoked, []);
});

test('requests an immutable file once per encoding, any other file every time', async () => {
  gateway.sidecar.handlers.set('shop-web', (incoming, response, path) => {
    const encoding = incoming.headers['accept-encoding'] ?? 'none';
    response
      .writeHead(200, {
        'content-type': 'text/javascript',
        'cache-control': path.includes('fixed') ? 'public, max-age=31536000, immutable' : 'no-cache',
        etag: '"f"',
        ...(encoding === 'identity' ? {} : { 'content-encoding': encoding, vary: 'accept-encoding' }),
      })
      .end(`in ${encoding}`);
  });
  const browser = { 'accept-encoding': 'gzip, deflate, br, zstd' };
  for (const headers of [browser, {}, { 'accept-encoding': 'gzip;q=0.5' }, browser, {}, browser]) {
    const answer = await get('/assets/fixed-1a2b.js?x', headers);
    const wanted = headers === browser ? 'br' : 'accept-encoding' in headers ? 'gzip' : 'identity';
    assert.equal(await answer.body.text(), `in ${wanted}`);
    assert.equal(answer.headers['content-encoding'], wanted === 'identity' ? undefined : wanted);
  }
  assert.equal(gateway.sidecar.invoked.length, 3);
  const known = await get('/assets/fixed-1a2b.js', { ...browser, 'if-none-match': '"f"' });
  assert.equal(known.statusCode, 304);
  for (let i = 0; i < 2; i++) await (await get('/assets/other.js', browser)).body.dump();
  assert.equal(gateway.sidecar.invoked.length, 5);
});

test('sends a fallback page while web is unavailable, and files from the cache', async () => {
  gateway.sidecar.handlers.set('shop-web', (_incoming, response) => {
    response.writeHead(200, { 'cache-control': 'immutable' }).end('kept');
  });
  await (await get('/assets/kept-1.js')).body.dump();
  gateway.sidecar.handlers.delete('shop-web');
  const page = await get('/cart', { accept: 'text/html' });
  assert.deepEqual([page.statusCode, page.headers['retry-after']], [503, '1']);
  assert.match(await page.body.text(), /Back in a moment/);
  const script = await get('/assets/new-1.js', { accept: '*/*' });
  assert.match(String(script.headers['content-type']), /^application\/problem\+json/);
  assert.equal(await (await get('/assets/kept-1.js')).body.text(), 'kept');
});
