import assert from 'node:assert/strict';
import { test } from 'node:test';
import { productCreated } from '@mambogo/contracts/events/product-events.ts';
import { startCatalogue, tea } from '../../testing/start-catalogue.ts';
import { productSnapshots } from './product-snapshots.ts';

test('publishes a snapshot only of products whose creation the outbox no longer retains', async (t) => {
  const { database, create } = await startCatalogue(t);
  const { product: old } = await create(tea);
  await create({ ...tea, sku: 'TEA-2' });
  const { manager } = database;
  await manager.query('update product set version = 7, name = ? where id = ?', ['Green tea', old.id]);
  await manager.query('delete from outbox where message_key = ?', [old.id]);
  const found = (await Array.fromAsync(productSnapshots(manager))).flat();
  assert.deepEqual(
    found.map(({ event, data }) => [event, data]),
    [
      [
        productCreated,
        {
          productId: old.id,
          sku: 'TEA-1',
          name: 'Green tea',
          price: tea.price,
          status: 'active',
          categoryId: old.category.id,
          version: 7,
        },
      ],
    ],
  );
});
