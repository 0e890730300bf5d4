import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { script, serveWeb } from '../../testing/serve-web.ts';

const policyOf = (answer: Response) => answer.headers.get('content-security-policy') ?? '';
/** With a cache-control of its own: else fetch says no-cache, which asks for the whole again. */
const ifNot = (answer: Response) => ({
  'if-none-match': answer.headers.get('etag') ?? '',
  'cache-control': 'max-age=0',
});
const nonceOf = (text: string) => /nonce-([^']+)/.exec(text)?.[1] ?? assert.fail('no nonce');

test('every page has a nonce of its own, the same in its policy and its scripts, and nothing unsafe', async (t) => {
  const ask = await serveWeb(t);
  const answers = await Promise.all(['/', '/', '/cart', '/product/1', '/merchant/stock'].map((path) => ask(path)));
  const nonces = answers.map((answer) => nonceOf(policyOf(answer)));
  assert.equal(new Set(nonces).size, nonces.length);
  for (const [index, answer] of answers.entries()) {
    assert.equal(answer.status, 200);
    const page = await answer.text();
    const written = [...page.matchAll(/nonce="([^"]+)"/g)].map(([, nonce]) => nonce);
    assert.deepEqual(new Set(written), new Set([nonces[index]]));
    assert.doesNotMatch(policyOf(answer), /unsafe|\*(?!\.)/);
    assert.equal(answer.headers.get('cache-control'), 'no-cache');
    assert.equal(answer.headers.get('etag'), null, 'a kept page would have an old nonce');
  }
});

test('the policy names exactly whom the shop works with', async (t) => {
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

test("the shop's name can't end the element its facts are in", async (t) => {
  const ask = await serveWeb(t, { shopConfig: { name: '</script><script>alert(1)</script>$&' } });
  const page = await (await ask('/')).text();
  const [, shopConfig = ''] = /id="shop-facts" nonce="[^"]+">(.*?)<\/script>/.exec(page) ?? [];
  assert.equal(JSON.parse(shopConfig).name, '</script><script>alert(1)</script>$&');
  assert.equal(page.match(/alert/g)?.length, 1);
});

test('an address no page has is a 404 that is a page; a file that is not there is a 404 that is none', async (t) => {
  const ask = await serveWeb(t);
  for (const path of ['/nope', '/product', '/product/1/2', '/index.html', '/manifest.json', '/assetsx', '/pictures']) {
    const answer = await ask(path);
    assert.equal(answer.status, 404, path);
    assert.match(answer.headers.get('content-type') ?? '', /html/, path);
  }
  for (const path of ['/assets/main-000000.js', '/assets/', '/pictures/x', '/pictures/a.png', '/pictures/a%2fb.svg']) {
    const answer = await ask(path);
    assert.equal(answer.status, 404, path);
    assert.match(answer.headers.get('content-type') ?? '', /problem\+json/, path);
  }
  assert.equal((await ask('/cart', { method: 'POST' })).status, 405);
});

test('no way of writing an address leads out of the built pages', async (t) => {
  const ask = await serveWeb(t);
  const { port } = new URL((await ask('/')).url);
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
      const asked = request({ port, host: '127.0.0.1', path }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asked.once('error', reject).end();
    });
    assert.ok(status === 404 || status === 400, `${path}: ${status}`);
  }
});

test('assets are kept for a year, compressed ahead, and not sent to who has them', async (t) => {
  const ask = await serveWeb(t);
  const plain = await ask(script, { headers: { 'accept-encoding': 'identity' } });
  const body = await plain.text();
  assert.equal(plain.headers.get('cache-control'), 'public, max-age=31536000, immutable');
  assert.equal(plain.headers.get('content-encoding'), null);
  const { port } = new URL(plain.url);
  const compressed = await new Promise<Buffer>((resolve, reject) => {
    request({ port, path: script, headers: { 'accept-encoding': 'gzip;q=0, br' } }, async (answer) => {
      assert.equal(answer.headers['content-encoding'], 'br');
      assert.match(answer.headers.vary ?? '', /accept-encoding/i);
      resolve(Buffer.concat(await answer.toArray()));
    })
      .once('error', reject)
      .end();
  });
  assert.equal(brotliDecompressSync(compressed).toString(), body);
  assert.ok(compressed.length < body.length / 10);
  const again = await ask(script, { headers: ifNot(plain) });
  assert.equal(again.status, 304);
  assert.equal((await ask('/robots.txt')).headers.get('cache-control'), 'no-cache');
});

test('the end of a silent log-in stands in a frame of the shop alone, and speaks to the shop alone', async (t) => {
  const answer = await (await serveWeb(t))('/silent-callback?code=1');
  assert.match(policyOf(answer), /^default-src 'none'; script-src 'nonce-[^']+'; .*frame-ancestors 'self'$/);
  const page = await answer.text();
  assert.ok(page.includes(`nonce="${nonceOf(policyOf(answer))}"`));
  assert.match(page, /postMessage\(.*location\.origin\)/);
});

test('a product has its drawing, and what has none a parcel; a picture that is opened runs nothing', async (t) => {
  const ask = await serveWeb(t);
  const [coffee, unknown] = await Promise.all([ask('/pictures/COF-ESP-1KG.svg'), ask('/pictures/X-1.svg')]);
  for (const answer of [coffee, unknown]) {
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-type') ?? '', /^image\/svg\+xml/);
    assert.match(policyOf(answer), /default-src 'none'.*sandbox/);
  }
  assert.notEqual(await coffee.text(), await unknown.text());
  assert.equal((await ask('/pictures/cof-esp-1kg.svg', { headers: ifNot(coffee) })).status, 304);
});
