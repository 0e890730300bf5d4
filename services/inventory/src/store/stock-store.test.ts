import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { ProductId } from '@mambogo/contracts/ids.ts';
import { createTransactionRunner } from '@mambogo/messaging/unit-of-work.ts';
import { createTestDatabase } from '@mambogo/testing/test-database.ts';
import type { MovementType } from '../domain/stock.ts';
import { schema } from './database.ts';
import { addStockItems, applyMovements, lockStock } from './stock-store.ts';

const skip = process.env.TEST_POSTGRES_URL ? false : 'TEST_POSTGRES_URL is not set';

test('publishes stock.changed when the availability changes, and not when only the quantity does', {
  skip,
}, async (t) => {
  const { database, drop } = await createTestDatabase('postgres', schema);
  t.after(drop);
  const runInTransaction = createTransactionRunner({ database, source: 'test-inventory' });
  const productId = ProductId.parse(randomUUID());
  await addStockItems(database.manager, [productId]);
  let read = 0;
  /** Applies movements in one transaction, and returns the data of the events that it published. */
  async function move(...movements: readonly (readonly [MovementType, number])[]): Promise<unknown[]> {
    await runInTransaction({ correlationId: 'test', actor: 'service:test' }, async (unit) => {
      const locked = await lockStock(unit.manager, [productId]);
      await applyMovements(
        unit,
        locked,
        movements.map(([type, quantity]) => ({ productId, type, quantity })),
        {},
      );
    });
    const rows = await database.query<{ data: unknown }[]>(
      `select envelope -> 'data' as data from outbox where envelope ->> 'type' = 'com.mambogo.stock.changed.v1' order by seq`,
    );
    const fresh = rows.slice(read).map(({ data }) => data);
    read = rows.length;
    return fresh;
  }
  const changed = (available: number, availability: string, version: number) => [
    { productId, available, availability, version, expectedOn: null },
  ];

  assert.deepEqual(await move(['received', 10]), changed(10, 'in-stock', 1));
  assert.deepEqual(await move(['reserved', 4]), [], '6 is still in stock');
  assert.deepEqual(await move(['reserved', 1]), changed(5, 'low-stock', 3));
  assert.deepEqual(await move(['committed', 5]), [], 'what was reserved is sold');
  assert.deepEqual(await move(['reserved', 4]), [], '1 is still low');
  assert.deepEqual(await move(['reserved', 1]), changed(0, 'out-of-stock', 6));
  assert.deepEqual(await move(['received', 2], ['reserved', 2]), [], 'the transaction as a whole changes nothing');
  assert.deepEqual(await move(['released', 2]), changed(2, 'low-stock', 9));
  assert.deepEqual(await move(['released', 5], ['received', 1]), changed(8, 'in-stock', 11));
});
