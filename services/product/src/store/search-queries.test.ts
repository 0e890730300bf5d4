/** The queries of testing/search-queries.ts return the expected products. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { newProductId } from '@mambogo/contracts/ids.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { moreProducts, searchQueries } from '../../testing/search-queries.ts';
import { createTestService } from '../../testing/test-service.ts';
import { create } from '../domain/product.ts';
import { CategoryEntity } from './entities.ts';
import { findProducts } from './find-products.ts';
import { saveProduct } from './save-product.ts';
import { seedCatalogue } from './seed-catalogue.ts';

test('searches', async (t) => {
  const { context } = await createTestService(t);
  const { manager } = context.database;
  await seedCatalogue(context.runInTransaction, 'USD');
  const category = await manager.findOneByOrFail(CategoryEntity, { slug: 'kitchen' });
  await context.runInTransaction({ correlationId: 'test', actor: 'test' }, async (unit) => {
    for (const { sku, name, tags = [] } of moreProducts) {
      const details = { sku, name, tags: [...tags], description: '', images: [], options: [], categoryId: category.id };
      await saveProduct(unit, create(newProductId(), { ...details, price: { amount: 100, currency: 'USD' } }));
    }
  });
  const find = async (search: string, query: Record<string, unknown> = {}) =>
    (
      await findProducts(manager, context.catalogue, listProducts.query.parse({ search, size: 100, ...query }))
    ).items.map(({ sku }) => sku);

  await t.test(`${searchQueries.length} queries return their expected hits`, async () => {
    assert.ok(searchQueries.length >= 60);
    const failed: string[] = [];
    for (const { typed, first, has = [], not = [] } of searchQueries) {
      const found = await find(typed);
      const fail = (what: string) => failed.push(`${typed}: ${what}, found ${found.slice(0, 6)}`);
      if (first && found[0] !== first) fail(`not ${first} first`);
      for (const sku of has) if (!found.includes(sku)) fail(`no ${sku}`);
      for (const sku of not) if (found.includes(sku)) fail(`with ${sku}`);
      if (!first && has.length === 0 && found.length > 0) fail('something');
    }
    assert.deepEqual(failed, []);
  });

  await t.test('ranks by relevance unless another order is requested; pages and filters apply', async () => {
    const byRelevance = await find('mug');
    assert.ok(byRelevance.indexOf('OFF-MAT-WOL') > byRelevance.indexOf('X-MUG'), 'a desk mat that is kind to a mug');
    const best = await find('hand');
    assert.deepEqual(best.slice(0, 3).toSorted(), ['CAR-HND-CRM', 'COF-GRD-HND', 'GAR-TRW-STL'], 'in the name');
    assert.deepEqual(await find('hand', { sort: 'relevance' }), best);
    const byName = await find('hand', { sort: 'name' });
    assert.notDeepEqual(byName, best);
    assert.deepEqual(byName.toSorted(), best.toSorted());
    const pages = await Promise.all([1, 2, 3].map((page) => find('hand', { page, size: 2 })));
    assert.deepEqual(pages.flat(), best.slice(0, 6));
    assert.deepEqual(await find('tea', { category: 'garden' }), []);
    assert.deepEqual(await find('knife', { availability: 'in-stock' }), []);
  });

  await t.test('uses all words, and rejects more than the maximum', async () => {
    const many = 'one two three four five six seven eight';
    assert.deepEqual(await find(`espresso beans ${many}`), []);
    assert.deepEqual(await find('a dark sweet blend of brazilian and sumatran turntable'), [], 'the ninth word counts');
    await assert.rejects(find(Array.from({ length: 17 }, (_, at) => `w${at}`).join(' ')), (error: unknown) => {
      assert.ok(error instanceof Problem);
      assert.equal(error.slug, 'validation');
      assert.match(error.message, /^\?search: has 17 words; 16 is the maximum/);
      return true;
    });
  });

  await t.test('matches a single letter as a whole word, not as a prefix', async () => {
    assert.deepEqual(await find('k'), []);
    assert.deepEqual((await find('dry bag 20 l')).length, 1);
  });
});
