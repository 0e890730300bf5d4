/** The index of an instance stays current, whichever instance changes the catalogue, and a page reads only its own rows. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { newProductId, type ProductId } from '@mambogo/contracts/ids.ts';
import type { EntityManager } from 'typeorm';
import { createTestService } from '../../testing/test-service.ts';
import { change, create, retire } from '../domain/product.ts';
import { purgeChanges } from './catalogue-changes.ts';
import { CategoryEntity } from './entities.ts';
import { findProducts } from './find-products.ts';
import { createIndexedCatalogue } from './indexed-catalogue.ts';
import { lockProduct, saveProduct } from './save-product.ts';
import { seedCatalogue } from './seed-catalogue.ts';

const handlerReads = async (manager: EntityManager): Promise<number> => {
  const rows = await manager.query<{ Value: string }[]>(`show session status like 'Handler_read%'`);
  return rows.reduce((sum, { Value }) => sum + Number(Value), 0);
};

test('the indexed catalogue', async (t) => {
  const { context } = await createTestService(t);
  const { manager } = context.database;
  await seedCatalogue(context.runInTransaction, 'USD');
  const { id: categoryId } = await manager.findOneByOrFail(CategoryEntity, { slug: 'kitchen' });
  const details = { description: 'a common word', tags: [], images: [], options: [], categoryId };
  const price = { amount: 100, currency: 'USD' };
  const find = (query: object, catalogue = context.catalogue, db = manager) =>
    findProducts(db, catalogue, listProducts.query.parse(query));
  const save = (id: ProductId, name: string) =>
    context.runInTransaction({ correlationId: 'test', actor: 'test' }, (unit) =>
      saveProduct(unit, create(id, { ...details, sku: `X-${name}`, name, price })),
    );

  await t.test('finds what another instance saved, at once', async () => {
    const other = createIndexedCatalogue(context.database);
    assert.equal((await find({ search: 'gizmo' }, other)).total, 0);
    const id = newProductId();
    await save(id, 'gizmo');
    assert.deepEqual(
      (await find({ search: 'gizmo' }, other)).items.map((one) => one.id),
      [id],
    );
    await context.runInTransaction({ correlationId: 'test', actor: 'test' }, async (unit) => {
      const product = await lockProduct(unit.manager, id);
      assert.ok(product);
      await saveProduct(unit, change(product, { ...details, sku: 'X-gizmo', name: 'widget', price }));
    });
    assert.equal((await find({ search: 'widget' }, other)).items[0]?.id, id);
    await context.runInTransaction({ correlationId: 'test', actor: 'test' }, async (unit) => {
      const product = await lockProduct(unit.manager, id);
      assert.ok(product);
      await saveProduct(unit, retire(product));
    });
    assert.equal((await find({ search: 'widget' }, other)).total, 0);
    assert.equal((await find({ search: 'widget', status: 'retired' }, other)).total, 1);
  });

  await t.test('finds a change that commits after one with a higher number', async () => {
    const runner = context.database.createQueryRunner();
    await runner.startTransaction();
    const late = newProductId();
    await runner.query(
      `insert into product (id, sku, name, description, price, currency, category_id, tags, images, status, version, created_at, updated_at)
       values (?, 'X-LATE', 'latecomer', '', 1, 'USD', ?, '[]', '[]', 'active', 1, utc_timestamp(6), utc_timestamp(6))`,
      [late, categoryId],
    );
    await runner.query('insert into catalogue_change (product_id, at) values (?, utc_timestamp(6))', [late]);
    await save(newProductId(), 'earlybird');
    assert.equal((await find({ search: 'earlybird' })).total, 1);
    await runner.commitTransaction();
    await runner.release();
    assert.equal((await find({ search: 'latecomer' })).total, 1);
  });

  await t.test('is built again when the database is at an earlier time', async () => {
    const before = (await find({ size: 1 })).total;
    await manager.query(`delete from product where name = 'latecomer'`);
    await manager.query('delete from catalogue_change order by seq desc limit 1');
    assert.equal((await find({ size: 1 })).total, before - 1);
    assert.equal((await find({ search: 'latecomer' })).total, 0);
  });

  await t.test('old changes are removed, the newest is kept', async () => {
    await manager.query(`update catalogue_change set at = utc_timestamp(6) - interval 25 hour`);
    await purgeChanges(manager);
    const [row] = await manager.query<{ n: string }[]>('select count(*) as n from catalogue_change');
    assert.equal(Number(row?.n), 1);
    await context.catalogue.refresh();
    assert.ok((await find({ size: 1 })).total > 0);
  });

  await t.test('a page reads its own rows, however many match', async () => {
    for (let at = 0; at < 120; at += 1) await save(newProductId(), `commodity ${at}`);
    const total = (await find({ search: 'common', size: 5 })).total;
    assert.ok(total >= 120);
    const catalogue = createIndexedCatalogue(context.database, 0);
    assert.equal((await find({ search: 'common', size: 5 }, catalogue)).total, total);
    const rowsOfPages = () =>
      context.database.transaction(async (own) => {
        const before = await handlerReads(own);
        await find({ search: 'common', size: 5, page: 20 }, catalogue, own);
        await find({ availability: 'out-of-stock', size: 5, page: 20, sort: '-price' }, catalogue, own);
        return (await handlerReads(own)) - before;
      });
    assert.ok((await rowsOfPages()) > 200, 'changes that have not settled are counted');
    await manager.query('update catalogue_change set at = utc_timestamp(6) - interval 10 minute');
    // Without a further change, and soon after they have settled.
    while ((await rowsOfPages()) > 100);
  });
});
