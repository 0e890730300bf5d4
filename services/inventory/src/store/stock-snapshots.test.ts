import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { ProductId } from '@mambogo/contracts/ids.ts';
import { createTransactionRunner } from '@mambogo/messaging/unit-of-work.ts';
import { createTestDatabase } from '@mambogo/testing/test-database.ts';
import { schema } from './database.ts';
import { stockSnapshots } from './stock-snapshots.ts';
import { addStockItems, applyMovements, lockStock } from './stock-store.ts';

const skip = process.env.TEST_POSTGRES_URL ? false : 'TEST_POSTGRES_URL is not set';

test('publishes a snapshot only of stock whose changes the outbox no longer retains', { skip }, async (t) => {
  const { database, drop } = await createTestDatabase('postgres', schema);
  t.after(drop);
  const runInTransaction = createTransactionRunner({ database, source: 'test-inventory' });
  const [old, recent, untouched] = [randomUUID(), randomUUID(), randomUUID()].map((id) => ProductId.parse(id));
  assert.ok(old && recent && untouched);
  await runInTransaction({ correlationId: 'test', actor: 'service:test' }, async (unit) => {
    await addStockItems(unit.manager, [old, recent, untouched]);
    const locked = await lockStock(unit.manager, [old, recent]);
    const received = [old, recent].map((productId) => ({ productId, type: 'received', quantity: 3 }) as const);
    await applyMovements(unit, locked, received, {});
  });
  await database.query('delete from outbox where message_key = $1', [old]);
  const found = (await Array.fromAsync(stockSnapshots(database.manager))).flat();
  assert.deepEqual(
    found.map(({ data }) => data),
    [{ productId: old, available: 3, availability: 'low-stock', version: 1, expectedOn: null }],
  );
});
