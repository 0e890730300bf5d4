import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newProductId } from '@mambogo/contracts/ids.ts';
import { createTestService } from '../../testing/test-service.ts';
import { saveStockLevel } from './stock-level.ts';

test('keeps the latest stock level, whatever the order of events, also before the product exists', async (t) => {
  const { context } = await createTestService(t);
  const { manager } = context.database;
  const productId = newProductId();
  const receive = (version: number, available: number, availability: string) =>
    saveStockLevel(manager, { productId, version, available, availability });
  const known = async () => (await manager.query('select available, availability, version from stock_level'))[0];

  await receive(2, 40, 'in-stock');
  await receive(1, 0, 'out-of-stock');
  await receive(2, 7, 'low-stock');
  assert.deepEqual({ ...(await known()) }, { available: 40, availability: 'in-stock', version: 2 });

  await receive(3, 2, 'low-stock');
  assert.deepEqual({ ...(await known()) }, { available: 2, availability: 'low-stock', version: 3 });
});
