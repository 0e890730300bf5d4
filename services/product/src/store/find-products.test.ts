import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { demoCatalogue } from '@mambogo/contracts/demo/demo-catalogue.ts';
import { createTestService } from '../../testing/test-service.ts';
import { findProducts } from './find-products.ts';
import { seedCatalogue } from './seed-catalogue.ts';
import { saveStockLevel } from './stock-level.ts';

const { products } = demoCatalogue;

test('the catalogue', async (t) => {
  const { context } = await createTestService(t);
  await seedCatalogue(context.runInTransaction, 'USD');
  const find = (query: Record<string, unknown>) =>
    findProducts(context.database.manager, context.catalogue, listProducts.query.parse(query));
  const names = async (query: Record<string, unknown>) => (await find(query)).items.map(({ name }) => name);

  await t.test('lists products by name, each on exactly one page', async () => {
    const pages = await Promise.all([1, 2, 3, 4].map((page) => find({ page, size: 25 })));
    assert.deepEqual([...new Set(pages.map(({ total }) => total))], [products.length]);
    const all = pages.flatMap(({ items }) => items);
    assert.equal(new Set(all.map(({ id }) => id)).size, products.length);
    const byName = all.map(({ name }) => name);
    assert.deepEqual(byName, byName.toSorted(new Intl.Collator('en').compare));
  });

  await t.test('returns the total on a page past the end', async () => {
    assert.deepEqual(await find({ page: 9, size: 20 }), { items: [], page: 9, size: 20, total: products.length });
  });

  await t.test('sorts by price, ascending and descending', async () => {
    const cheapest = await find({ sort: 'price', size: 1 });
    const dearest = await find({ sort: '-price', size: 1 });
    assert.equal(cheapest.items[0]?.price.amount, Math.min(...products.map(({ price }) => price)));
    assert.equal(dearest.items[0]?.price.amount, Math.max(...products.map(({ price }) => price)));
  });

  await t.test('searches prefixes of words in name, brand, tags, sku and description, case-insensitively', async () => {
    assert.ok((await names({ search: 'ESPR' })).includes('Duetto Espresso Machine'));
    assert.deepEqual(await names({ search: 'kit-pan-26' }), ['Cast Iron Skillet, 26 cm']);
    assert.ok((await names({ search: 'yirgacheffe' })).includes('Yirga Filter Beans, 250 g'));
    assert.ok((await names({ search: 'quayside decaf' })).includes('Night Shift Decaf, 250 g'));
    assert.deepEqual(await names({ search: 'quayside turntable' }), []);
    assert.deepEqual(await names({ search: '%' }), []);
  });

  await t.test('filters by category and by price range, both ends included', async () => {
    const garden = await find({ category: 'garden', minPrice: 1800, maxPrice: 3200, sort: 'price' });
    assert.deepEqual(
      garden.items.map(({ price }) => price.amount),
      products
        .filter(({ category, price }) => category === 'garden' && price >= 1800 && price <= 3200)
        .map(({ price }) => price)
        .sort((a, b) => a - b),
    );
    assert.ok(garden.items.every(({ category }) => category.slug === 'garden'));
    assert.equal((await find({ category: 'nowhere' })).total, 0);
  });

  await t.test('filters by availability; a product without a stock level is out of stock', async () => {
    const [one] = products;
    assert.ok(one);
    await saveStockLevel(context.database.manager, {
      productId: one.id,
      available: 3,
      availability: 'low-stock',
      version: 1,
    });
    assert.deepEqual(await names({ availability: 'low-stock' }), [one.name]);
    assert.equal((await find({ availability: 'out-of-stock' })).total, products.length - 1);
  });

  await t.test('returns each product with its category, tags and times', async () => {
    const [product] = (await find({ search: 'KIT-PAN-26' })).items;
    assert.equal(product?.category.slug, 'kitchen');
    assert.deepEqual(product?.tags, ['cookware', 'cast-iron', 'pan']);
    assert.ok(Math.abs(Date.now() - Date.parse(product?.createdAt ?? '')) < 60_000);
  });
});
