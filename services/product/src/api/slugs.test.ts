/** Slugs of products over HTTP, on a real database. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listSitemapProducts, SitemapProducts, sitemapBatch } from '@mambogo/contracts/api/internal-sitemap.ts';
import { findProduct } from '@mambogo/contracts/api/product-slugs.ts';
import { changeProduct, Product, retireProduct } from '@mambogo/contracts/api/products.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';
import { startCatalogue, tea } from '../../testing/start-catalogue.ts';
import { fillSlugs } from '../store/claim-slug.ts';

const bySlug = (slug: string) => pathOf(findProduct, { params: { slug } });
const byId = (id: ProductId) => pathOf(changeProduct, { params: { id } });

test('a product has a slug from its name, which is its own', async (t) => {
  const { create, ask } = await startCatalogue(t);
  const slugOf = async (sku: string, name: string) => (await create({ ...tea, sku, name })).product.slug;
  assert.equal(await slugOf('A-1', 'Grüner Tee, 100 g'), 'gruener-tee-100-g');
  assert.equal(await slugOf('A-2', 'Grüner Tee, 100 g'), 'gruener-tee-100-g-a-2');
  assert.equal(await slugOf('A-3', '緑茶'), 'a-3');
  const longest = await slugOf('A-4', `${'x'.repeat(99)}y`);
  assert.equal(longest, `${'x'.repeat(99)}y`);
  assert.match((await slugOf('A-5', `${'x'.repeat(99)}y`)) ?? '', /^x{96}-a-5$/);
  assert.equal(Product.parse(await (await ask(bySlug('gruener-tee-100-g'))).json()).sku, 'A-1');
  assert.equal((await ask(bySlug('none'))).status, 404);
});

test("a merchant's slug replaces the present one, and former ones stay the product's", async (t) => {
  const { create, send, ask, problem } = await startCatalogue(t);
  const { product } = await create({ ...tea, slug: 'fine-tea' });
  const other = (await create({ ...tea, sku: 'TEA-2' })).product;
  const change = async ({ id }: Product, input: object) => {
    const path = byId(id);
    const tag = (await ask(path)).headers.get('etag') ?? '';
    return send('PUT', path, { ...tea, ...input }, { 'if-match': tag });
  };
  assert.equal(Product.parse(await (await change(product, { name: 'Finest tea' })).json()).slug, 'fine-tea');
  assert.equal(Product.parse(await (await change(product, { slug: 'finest-tea' })).json()).slug, 'finest-tea');
  for (const slug of ['fine-tea', 'finest-tea']) {
    const found = Product.parse(await (await ask(bySlug(slug))).json());
    assert.deepEqual([found.id, found.slug], [product.id, 'finest-tea']);
    const refused = await problem(await change(other, { sku: 'TEA-2', slug }));
    assert.deepEqual(refused, { status: 409, slug: 'conflict', pointer: '/slug' });
  }
  assert.equal(Product.parse(await (await change(product, { slug: 'fine-tea' })).json()).slug, 'fine-tea');
  for (const slug of ['Tea', 'a--b', '', product.id])
    assert.equal((await problem(await change(other, { sku: 'TEA-2', slug }))).status, 400, slug);
});

test('products of an earlier release get slugs, thousands with one name too, and are not changed otherwise', async (t) => {
  const { create, send, database, ask } = await startCatalogue(t);
  const { product } = await create(tea);
  const count = 2 * sitemapBatch;
  await database.query(
    `insert into product (id, sku, name, description, price, currency, category_id, tags, images, status, version, created_at, updated_at)
     select concat(left(p.id, 28), lpad(n.seq, 8, '0')), concat('OLD-', n.seq), if(n.seq % 2, 'Tea', concat('Tea ', n.seq)), '', 100, 'USD',
       p.category_id, '[]', '[]', 'active', 7, p.created_at, p.created_at
     from product p join (select seq from seq_1_to_${count}) n`,
  );
  const states = () => database.query('select id, version, updated_at from product order by id');
  const before = await states();
  while ((await fillSlugs(database.manager)) > 0);
  assert.deepEqual(await states(), before);
  const [row] = await database.query<{ slugs: string; missing: string }[]>(
    `select count(distinct slug) as slugs, cast(sum(slug is null) as char) as missing from product`,
  );
  assert.deepEqual([Number(row?.slugs), Number(row?.missing)], [count + 1, 0]);
  assert.equal(Product.parse(await (await ask(bySlug('tea-old-1'))).json()).version, 7);

  await send('POST', pathOf(retireProduct, { params: { id: product.id } }), undefined);
  const listed: string[] = [];
  let after: ProductId | undefined;
  let total: number | undefined;
  for (let full = true; full; ) {
    const path = `${listSitemapProducts.path}?${after ? `after=${after}` : 'skip=10'}`;
    const page = SitemapProducts.parse(await (await ask(path)).json());
    total ??= page.total;
    listed.push(...page.items.map(({ slug = '' }) => slug));
    after = page.items.at(-1)?.id;
    full = page.full;
  }
  assert.equal(total, count);
  assert.equal(new Set(listed).size, count - 10);
  assert.ok(!listed.includes('tea'), 'a retired product is not listed');
});
