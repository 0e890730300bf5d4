import assert from 'node:assert/strict';
import { test } from 'node:test';
import { receiveStock } from '@mambogo/contracts/api/inventory.ts';
import { columnFaults } from '@mambogo/testing/column-sizes.ts';
import { indexedMessageColumns } from '@mambogo/testing/messaging/message-columns.ts';
import { createTestDatabase } from '@mambogo/testing/test-database.ts';
import { schema } from './database.ts';

test('the longest text of each schema fits its index', async (t) => {
  const { database, drop } = await createTestDatabase('postgres', schema);
  t.after(drop);
  assert.deepEqual(
    await columnFaults(database, {
      ...indexedMessageColumns,
      'stock_movement.reference': receiveStock.body.shape.reference,
      'stock_movement.actor': 'merchant:'.length + 100,
    }),
    [],
  );
});
