/** Pages rendered by the built application, over HTTP; the catalogue is a table of responses. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, beforeEach, type TestContext, test } from 'node:test';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { amountRules } from '@mambogo/contracts/currency/amount-rules.ts';
import { buildPages } from '@mambogo/local/toolchain/build-pages.ts';
import { cacheFolder } from '@mambogo/local/toolchain/cache-folder.ts';
import { until } from '@mambogo/testing/until.ts';
import { serveWeb } from '../../testing/serve-web.ts';
import { notFound, pathOfSlug, product, retired, structuredDataOf, teaCatalogue } from '../../testing/tea-catalogue.ts';
import { serverAppFile } from './built-pages.ts';
import { createRenderedPages, type PageOutcome } from './rendered-pages.ts';
import { importServerModule } from './server-app.ts';

let folder = '';
let catalogue: ReturnType<typeof teaCatalogue> = {};
let answer: (path: string) => Promise<Response>;
let outcomes: PageOutcome[] = [];

before(async () => {
  const logs = mkdtempSync(join(tmpdir(), 'pages-'));
  folder = await buildPages(cacheFolder(), join(logs, 'log'));
  rmSync(logs, { recursive: true });
});
beforeEach(() => {
  outcomes = [];
  catalogue = teaCatalogue();
  answer = async (path) => {
    const [status, body] = catalogue[path.split('?')[0] ?? ''] ?? [404, notFound];
    return new Response(JSON.stringify(body), { status });
  };
});

async function serve(t: TestContext): Promise<typeof fetch> {
  const config = {
    name: 'Mambogo',
    currency: 'USD',
    amounts: amountRules('USD'),
    giftAmount: 2_000,
    issuer: 'https://shop.example/auth',
    clientId: 'mambogo-spa',
    ownIdentity: true,
    demoAccounts: false,
  };
  const app = await importServerModule(join(folder, serverAppFile));
  const renderedPages = createRenderedPages(
    app.createServerApp(config, (path) => answer(path)),
    { count: (outcome) => outcomes.push(outcome), failed: () => undefined },
  );
  return serveWeb(t, { renderedPages, pages: folder });
}

const productPage = `/product/${product.slug}`;

test('pages of the catalogue have their content, and data from which it is hydrated', async (t) => {
  const get = await serve(t);
  for (const [path, heading] of [
    ['/', 'Things you’ll still love in ten years'],
    ['/category/tea', 'Tea'],
    [productPage, 'Green &lt;Tea&gt; &amp; more'],
  ] as const) {
    const response = await get(path);
    assert.equal(response.status, 200, path);
    const page = await response.text();
    assert.ok(page.includes(`>${heading}</h1>`), path);
    assert.match(page, /\$19\.99/);
    const [, data = ''] = /id="page-data"[^>]*>([^<]*)</.exec(page) ?? [];
    assert.ok(JSON.parse(data).queries.length >= 2, path);
    assert.doesNotMatch(page, /<script>alert/, 'text of the catalogue is no markup');
    const scripts = [...page.matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
    assert.ok(
      scripts.every((tag) => /nonce="[^"%]+"/.test(tag)),
      `${scripts}`,
    );
    assert.doesNotMatch(page, / style="| on[a-z]+="/, 'the policy forbids inline styles and handlers');
  }
});

test('the head says what the page is about', async (t) => {
  const get = await serve(t);
  const page = await (await get(productPage)).text();
  assert.match(page, /<title>Green &#60;Tea&#62; &#38; more · Mambogo<\/title>/);
  assert.match(page, /<meta name="description" content="Fine leaves &#60;/);
  assert.match(page, /<link rel="canonical" href="https:\/\/shop\.example\/product\/green-tea">/);
  assert.match(page, /<meta property="og:image" content="https:\/\/shop\.example\/pictures\/tea-1\.png">/);
  assert.match(page, /<meta property="og:type" content="product">/);
  const structured = structuredDataOf(page);
  assert.deepEqual(
    structured.map((data) => data['@type']),
    ['Product', 'BreadcrumbList'],
  );
  assert.deepEqual(structured[0]?.offers, {
    '@type': 'Offer',
    url: 'https://shop.example/product/green-tea',
    price: '19.99',
    priceCurrency: 'USD',
    availability: 'https://schema.org/InStock',
    itemCondition: 'https://schema.org/NewCondition',
  });
  const home = await (await get('/?from=mail')).text();
  assert.match(home, /<link rel="canonical" href="https:\/\/shop\.example\/">/);
  const second = await (await get('/category/tea?page=2&sort=price')).text();
  assert.match(second, /<link rel="canonical" href="https:\/\/shop\.example\/category\/tea">/);
  assert.doesNotMatch(await (await get('/cart')).text(), /canonical/);
});

test('a text of the shop is rendered from Markdown, without its HTML, and linked in the footer', async (t) => {
  const get = await serve(t);
  const page = await (await get('/pages/terms')).text();
  const [, content = ''] = /<main[^>]*>([\s\S]*)<\/main>/.exec(page) ?? [];
  assert.match(content, /<h1[^>]*>Terms and conditions<\/h1>[\s\S]*<h2>Terms<\/h2>/);
  assert.match(content, /&lt;b onclick=/);
  assert.doesNotMatch(content, /<b |href="javascript/);
  assert.match(content, /<a href="\/pages\/contact">write<\/a>/);
  assert.match(await (await get('/')).text(), /<a[^>]*href="\/pages\/terms"[^>]*>Terms and conditions<\/a>/);
  for (const path of ['/pages/privacy', '/pages/gossip']) assert.equal((await get(path)).status, 404, path);
});

test('the language is the chosen one, else the accepted one, and caches are notified', async (t) => {
  const get = await serve(t);
  const english = await get('/', { headers: { 'accept-language': 'en-GB' } });
  assert.match(await english.text(), /<html lang="en">[\s\S]*Skip to content[\s\S]*US\$19\.99/);
  assert.match(english.headers.get('vary') ?? '', /accept-language, cookie/i);
  for (const headers of [{ 'accept-language': 'de' }, { 'accept-language': 'en', cookie: 'mambogo_language=de' }])
    assert.match(await (await get('/', { headers })).text(), /<html lang="de">[\s\S]*Zum Inhalt springen/);
  // No tags of languages.
  const odd = await get('/', { headers: { 'accept-language': '*;q=x, en_US, e', cookie: 'mambogo_language=xx' } });
  assert.match(await odd.text(), /<html lang="en">/);
});

test('the status is that of the product or category', async (t) => {
  const get = await serve(t);
  for (const [path, status] of [
    [`/product/${retired.slug}`, 410],
    ['/product/0190a0b0-0000-7000-8000-00000000000c', 404],
    ['/product/mug', 404],
    ['/category/nope', 404],
    ['/search', 200],
    ['/cart', 200],
  ] as const)
    assert.equal((await get(path)).status, status, path);
  for (const former of ['green', product.id, product.id.toUpperCase()]) {
    const moved = await get(`/product/${former}?from=mail`, { redirect: 'manual' });
    assert.deepEqual([moved.status, moved.headers.get('location')], [301, '/product/green-tea?from=mail']);
  }
  const moved = await get('/category/chai?sort=price', { redirect: 'manual' });
  assert.deepEqual([moved.status, moved.headers.get('location')], [301, '/category/tea?sort=price']);
  catalogue[listProducts.path] = [200, { items: [], page: 9, size: 24, total: 1 }];
  assert.equal((await get('/category/tea?page=9')).status, 404);
});

test('equal content is rendered once, and changed content is seen at once', async (t) => {
  const get = await serve(t);
  await get(productPage);
  await get(productPage);
  catalogue[pathOfSlug(product.slug)] = [200, { ...product, price: { amount: 2_500, currency: 'USD' } }];
  assert.match(await (await get(productPage)).text(), /\$25\.00/);
  assert.deepEqual(outcomes, ['rendered', 'reused', 'rendered']);
});

test('while the catalogue is unavailable pages come without content', async (t) => {
  const get = await serve(t);
  for (const failing of [
    async () => new Response('{"type":"about:blank","title":"unavailable"}', { status: 503 }),
    () => Promise.reject(new Error('no response in time')),
  ]) {
    answer = failing;
    for (const path of ['/', '/category/tea', productPage]) {
      const response = await get(path);
      assert.equal(response.status, 200, path);
      assert.match(await response.text(), /<div id="root"><\/div>/);
    }
  }
  assert.deepEqual(new Set(outcomes), new Set(['failed']));
});

test('few pages are prepared at once: others come without content', async (t) => {
  const get = await serve(t);
  const { promise, resolve } = Promise.withResolvers<void>();
  const answerNow = answer;
  answer = async (path) => {
    await promise;
    return answerNow(path);
  };
  const responses = Array.from({ length: 20 }, () => get('/'));
  await until('all others have their page', () => outcomes.length === 12);
  resolve();
  assert.ok((await Promise.all(responses)).every(({ status }) => status === 200));
  assert.equal(outcomes.filter((outcome) => outcome === 'busy').length, 12);
  assert.match(await (await get('/')).text(), /<h1/);
});
