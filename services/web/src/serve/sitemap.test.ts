/** What search engines read, over HTTP; the catalogue is a list of 100,001 products behind a stand-in for the sidecar. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listCategories } from '@mambogo/contracts/api/categories.ts';
import { sitemapBatch } from '@mambogo/contracts/api/internal-sitemap.ts';
import { listShopTexts } from '@mambogo/contracts/api/shop-texts.ts';
import type { Sidecar } from '@mambogo/dapr/sidecar.ts';
import { MockAgent, request } from 'undici';
import { serveWeb } from '../../testing/serve-web.ts';

const count = 100_001;
const idOf = (at: number) => `0190a0b0-0000-7000-8000-${at.toString(16).padStart(12, '0')}`;
const productAt = (at: number) => ({
  id: idOf(at),
  ...(at === 7 ? {} : { slug: `tea-${at}` }),
  updatedAt: '2026-11-30T00:00:00.000Z',
});

/** Responds like product, through a real undici response. */
function catalogue(): Pick<Sidecar, 'invoke'> {
  const agent = new MockAgent();
  agent.disableNetConnect();
  const pool = agent.get('http://product');
  pool
    .intercept({ path: () => true })
    .reply(200, ({ path }) => answer(path))
    .persist();
  return { invoke: (_service, { path }) => request(`http://product${path}`, { dispatcher: agent }) };
}

function answer(path: string): unknown {
  if (path === listShopTexts.path)
    return ['en', 'de'].map((language) => ({ name: 'terms', language, updatedAt: '2026-11-30T00:00:00.000Z' }));
  if (path === listCategories.path) return [{ id: idOf(1), slug: 'tea', name: 'Tea' }];
  const { searchParams } = new URL(path, 'http://product');
  const after = searchParams.get('after');
  const first = after ? Number.parseInt(after.slice(-12), 16) + 1 : Number(searchParams.get('skip') ?? 0);
  const size = Math.max(0, Math.min(sitemapBatch, count - first));
  const items = Array.from({ length: size }, (_, at) => productAt(first + at));
  return { items, full: size === sitemapBatch, ...(after ? {} : { total: count }) };
}

const locationsOf = (xml: string) => [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address);

test('robots.txt keeps search engines off private pages and names the sitemap', async (t) => {
  const get = await serveWeb(t, { sidecar: catalogue() });
  const robots = await (await get('/robots.txt')).text();
  for (const path of ['account', 'cart', 'checkout', 'merchant', 'ops', 'orders'])
    assert.match(robots, new RegExp(`^Disallow: /${path}$`, 'm'));
  assert.match(robots, /^Sitemap: https:\/\/shop\.example\/sitemap\.xml$/m);
});

test('the sitemap lists every page once, in lists of at most 50,000', async (t) => {
  const get = await serveWeb(t, { sidecar: catalogue() });
  const index = await get('/sitemap.xml');
  assert.match(index.headers.get('content-type') ?? '', /xml/);
  const lists = locationsOf(await index.text()).map((address = '') => new URL(address).pathname);
  assert.deepEqual(lists, [
    '/sitemap-pages.xml',
    '/sitemap-products-1.xml',
    '/sitemap-products-2.xml',
    '/sitemap-products-3.xml',
  ]);
  const [pages = [], ...products] = await Promise.all(
    lists.map(async (path) => locationsOf(await (await get(path)).text())),
  );
  assert.deepEqual(pages, [
    'https://shop.example/',
    'https://shop.example/category/tea',
    'https://shop.example/pages/terms',
  ]);
  assert.deepEqual(
    products.map(({ length }) => length),
    [50_000, 50_000, 1],
  );
  assert.equal(new Set(products.flat()).size, count);
  assert.equal(products[0]?.[7], `https://shop.example/product/${idOf(7)}`, 'without a slug by its id');
  for (const path of ['/sitemap-products-4.xml', '/sitemap-products-0.xml', '/sitemap-products-x.xml'])
    assert.equal((await get(path)).status, 404, path);
});

test('the sitemap waits for a catalogue that is unavailable', async (t) => {
  const get = await serveWeb(t);
  for (const path of ['/sitemap.xml', '/sitemap-pages.xml', '/sitemap-products-1.xml'])
    assert.equal((await get(path)).status, 429, path);
});

test('drawings are also to be had as PNG, for previews of links', async (t) => {
  const get = await serveWeb(t);
  const response = await get('/pictures/COF-ESP-1KG.png');
  assert.equal(response.headers.get('content-type'), 'image/png');
  const picture = Buffer.from(await response.arrayBuffer());
  // Width and height in the header of a PNG.
  assert.deepEqual([picture.readUInt32BE(16), picture.readUInt32BE(20)], [1_200, 630]);
  assert.ok(picture.length < 100_000, `${picture.length} bytes`);
});
