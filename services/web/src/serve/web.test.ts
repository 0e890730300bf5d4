import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { script, serveWeb } from '../../testing/serve-web.ts';

const policyOf = (response: Response) => response.headers.get('content-security-policy') ?? '';
/** Sets cache-control, because fetch would otherwise send no-cache, which bypasses 304. */
const ifNot = (response: Response) => ({
  'if-none-match': response.headers.get('etag') ?? '',
  'cache-control': 'max-age=0',
});
const nonceOf = (text: string) => /nonce-([^']+)/.exec(text)?.[1] ?? assert.fail('no nonce');

test('each page has its own nonce in its policy and scripts, and allows nothing unsafe', async (t) => {
  const get = await serveWeb(t);
  const responses = await Promise.all(['/', '/', '/cart', '/product/1', '/merchant/stock'].map((path) => get(path)));
  const nonces = responses.map((response) => nonceOf(policyOf(response)));
  assert.equal(new Set(nonces).size, nonces.length);
  for (const [index, response] of responses.entries()) {
    assert.equal(response.status, 200);
    const page = await response.text();
    const written = [...page.matchAll(/nonce="([^"]+)"/g)].map(([, nonce]) => nonce);
    assert.deepEqual(new Set(written), new Set([nonces[index]]));
    assert.doesNotMatch(policyOf(response), /unsafe|\*(?!\.)/);
    assert.equal(response.headers.get('cache-control'), 'no-cache');
    assert.equal(response.headers.get('etag'), null, 'a cached page would have an old nonce');
  }
});

test('the policy allows exactly the issuer and the payment provider', async (t) => {
  const own = policyOf(await (await serveWeb(t))('/'));
  assert.match(own, /connect-src 'self';/);
  assert.match(own, /frame-src 'self' https:\/\/cards\.example;/);
  assert.match(own, /frame-ancestors 'none'/);
  assert.match(own, /report-uri \/csp-report/);
  assert.match(own, /upgrade-insecure-requests/);
  assert.doesNotMatch(own, /stripe/);
  const foreign = policyOf(
    await (await serveWeb(t, { sources: { issuer: 'https://login.example/realm', cardForm: { provider: 'stripe' } } }))(
      '/',
    ),
  );
  assert.match(foreign, /connect-src 'self' https:\/\/login\.example https:\/\/api\.stripe\.com/);
  assert.match(foreign, /script-src 'self' 'nonce-[^']+' https:\/\/js\.stripe\.com/);
  assert.doesNotMatch(foreign, /cards\.example/);
});

test("the shop's name can't break out of the configuration element", async (t) => {
  const get = await serveWeb(t, { shopConfig: { name: '</script><script>alert(1)</script>$&' } });
  const page = await (await get('/')).text();
  const [, shopConfig = ''] = /id="shop-facts" nonce="[^"]+">(.*?)<\/script>/.exec(page) ?? [];
  assert.equal(JSON.parse(shopConfig).name, '</script><script>alert(1)</script>$&');
  assert.equal(page.match(/alert/g)?.length, 1);
});

test('returns 404 with a page for an unknown path, and 404 with a problem for a missing file', async (t) => {
  const get = await serveWeb(t);
  for (const path of ['/nope', '/product', '/product/1/2', '/index.html', '/manifest.json', '/assetsx', '/pictures']) {
    const response = await get(path);
    assert.equal(response.status, 404, path);
    assert.match(response.headers.get('content-type') ?? '', /html/, path);
  }
  for (const path of ['/assets/main-000000.js', '/assets/', '/pictures/x', '/pictures/a.png', '/pictures/a%2fb.svg']) {
    const response = await get(path);
    assert.equal(response.status, 404, path);
    assert.match(response.headers.get('content-type') ?? '', /problem\+json/, path);
  }
  assert.equal((await get('/cart', { method: 'POST' })).status, 405);
});

test('rejects path traversal in any encoding', async (t) => {
  const get = await serveWeb(t);
  const { port } = new URL((await get('/')).url);
  for (const path of [
    '/../package.json',
    '/assets/../../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/index.html',
    '/assets/....//index.html',
    '//etc/passwd',
    '/assets/main-abc123.js%00.css',
    '/assets\\main-abc123.js',
  ]) {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request({ port, host: '127.0.0.1', path }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.once('error', reject).end();
    });
    assert.ok(status === 404 || status === 400, `${path}: ${status}`);
  }
});

test('serves assets precompressed, cacheable for a year, and with 304', async (t) => {
  const get = await serveWeb(t);
  const plain = await get(script, { headers: { 'accept-encoding': 'identity' } });
  const body = await plain.text();
  assert.equal(plain.headers.get('cache-control'), 'public, max-age=31536000, immutable');
  assert.equal(plain.headers.get('content-encoding'), null);
  const { port } = new URL(plain.url);
  const compressed = await new Promise<Buffer>((resolve, reject) => {
    request({ port, path: script, headers: { 'accept-encoding': 'gzip;q=0, br' } }, async (response) => {
      assert.equal(response.headers['content-encoding'], 'br');
      assert.match(response.headers.vary ?? '', /accept-encoding/i);
      resolve(Buffer.concat(await response.toArray()));
    })
      .once('error', reject)
      .end();
  });
  assert.equal(brotliDecompressSync(compressed).toString(), body);
  assert.ok(compressed.length < body.length / 10);
  const again = await get(script, { headers: ifNot(plain) });
  assert.equal(again.status, 304);
  assert.equal((await get('/site.webmanifest')).headers.get('cache-control'), 'no-cache');
});

test('allows the silent callback only in frames of the shop, and posts only to the shop', async (t) => {
  const response = await (await serveWeb(t))('/silent-callback?code=1');
  assert.match(policyOf(response), /^default-src 'none'; script-src 'nonce-[^']+'; .*frame-ancestors 'self'$/);
  const page = await response.text();
  assert.ok(page.includes(`nonce="${nonceOf(policyOf(response))}"`));
  assert.match(page, /postMessage\(.*location\.origin\)/);
});

test('serves the drawing of a product or a parcel, with a policy that runs nothing', async (t) => {
  const get = await serveWeb(t);
  const [coffee, unknown] = await Promise.all([get('/pictures/COF-ESP-1KG.svg'), get('/pictures/X-1.svg')]);
  for (const response of [coffee, unknown]) {
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type') ?? '', /^image\/svg\+xml/);
    assert.match(policyOf(response), /default-src 'none'.*sandbox/);
  }
  assert.notEqual(await coffee.text(), await unknown.text());
  assert.equal((await get('/pictures/cof-esp-1kg.svg', { headers: ifNot(coffee) })).status, 304);
});
