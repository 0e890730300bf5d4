import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnFaults } from '@mambogo/testing/column-sizes.ts';
import { indexedMessageColumns } from '@mambogo/testing/messaging/message-columns.ts';
import { createTestDatabase } from '@mambogo/testing/test-database.ts';
import { schema } from './database.ts';

test('the longest value of each schema fits its index', async (t) => {
  const { database, drop } = await createTestDatabase('postgres', schema);
  t.after(drop);
  assert.deepEqual(
    await columnFaults(database, {
      ...indexedMessageColumns,
      'provider_callback.provider': 'simulator'.length,
      'provider_callback.event_id': 200,
    }),
    [],
  );
});
