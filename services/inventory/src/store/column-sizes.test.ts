import assert from 'node:assert/strict';
import { test } from 'node:test';
import { receiveStock } from '@mambogo/contracts/api/inventory.ts';
import { indexedMessageColumns } from '@mambogo/messaging/testing/message-columns.ts';
import { columnFaults } from '@mambogo/service/testing/column-sizes.ts';
import { createTestDatabase } from '@mambogo/service/testing/test-database.ts';
import { schema } from './database.ts';

test('the longest text of each schema fits the index that has it', async (t) => {
  const { database, drop } = await createTestDatabase('postgres', schema);
  t.after(drop);
  assert.deepEqual(
    await columnFaults(database, {
      ...indexedMessageColumns,
      'stock_movement.reference': receiveStock.body.shape.reference,
    }),
    [],
  );
});
