import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoCatalogue } from '@mambogo/contracts/demo/demo-catalogue.ts';
import { createTestService } from '../../testing/test-service.ts';
import { change, retire } from '../domain/product.ts';
import { lockProduct, saveProduct } from './save-product.ts';
import { seedCatalogue } from './seed-catalogue.ts';
import { viewProduct } from './view-product.ts';

const { products } = demoCatalogue;

test('seeding is idempotent: each product is created and published once', async (t) => {
  const { context, published } = await createTestService(t);
  await seedCatalogue(context.runInTransaction, 'EUR');
  const [first] = products;
  assert.ok(first);
  await context.runInTransaction({ correlationId: 'test', actor: 'test' }, async (unit) => {
    const product = await lockProduct(unit.manager, first.id);
    assert.ok(product);
    await saveProduct(unit, retire(product));
  });
  await seedCatalogue(context.runInTransaction, 'EUR');

  const shown = await viewProduct(context.database.manager, first.id);
  assert.equal(shown?.status, 'retired');
  assert.deepEqual(shown?.price, { amount: first.price, currency: 'EUR' });

  context.relay.start();
  await context.relay.stop();
  const types = published.map(({ event }) => String((event as { type?: unknown }).type));
  assert.equal(types.filter((type) => type === 'com.mambogo.product.created.v1').length, products.length);
  assert.equal(types.filter((type) => type === 'com.mambogo.product.retired.v1').length, 1);
  assert.ok(
    published.every(({ metadata, event }) => metadata.partitionKey === (event as { subject?: unknown }).subject),
  );
});

test('demo prices are converted for currencies with small units, and fit into the database', async (t) => {
  const { context } = await createTestService(t);
  await seedCatalogue(context.runInTransaction, 'IDR', 'stripe');
  for (const { id, price } of products.slice(0, 5)) {
    const shown = await viewProduct(context.database.manager, id);
    assert.deepEqual(shown?.price, { amount: price * 10_000, currency: 'IDR' });
  }
  const dearest = { amount: 10_000_000_000, currency: 'IDR' };
  const [first] = products;
  await context.runInTransaction({ correlationId: 'test', actor: 'test' }, async (unit) => {
    const product = (first && (await lockProduct(unit.manager, first.id))) ?? assert.fail('it was not seeded');
    const { id: _, status: __, version, ...details } = product;
    await saveProduct(unit, change(product, { ...details, price: dearest }, version));
    assert.deepEqual((await lockProduct(unit.manager, product.id))?.price, dearest);
  });
});

test('seeding keeps merchant changes to the demo categories', async (t) => {
  const { context } = await createTestService(t);
  const { manager } = context.database;
  await seedCatalogue(context.runInTransaction, 'EUR');
  const read = () => manager.query('select id, slug, name from category order by id');
  const [first, second] = await read();
  await manager.query("update category set slug = 'renamed' where id = ?", [first.id]);
  await manager.query('update product set category_id = ? where category_id = ?', [first.id, second.id]);
  await manager.query('delete from category where id = ?', [second.id]);
  const changed = await read();
  await seedCatalogue(context.runInTransaction, 'EUR');
  assert.deepEqual(await read(), changed);
});
