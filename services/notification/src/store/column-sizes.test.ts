import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MessageState } from '@mambogo/contracts/api/messages.ts';
import { messageKinds } from '@mambogo/contracts/enumerations.ts';
import { columnFaults } from '@mambogo/testing/column-sizes.ts';
import { indexedMessageColumns } from '@mambogo/testing/messaging/message-columns.ts';
import { createTestDatabase } from '@mambogo/testing/test-database.ts';
import { schema } from './database.ts';

const skip = process.env.TEST_POSTGRES_URL ? false : 'TEST_POSTGRES_URL is not set';
const idLength = 36;

test('the longest text of each schema fits its index', { skip }, async (t) => {
  const { database, drop } = await createTestDatabase('postgres', schema);
  t.after(drop);
  assert.deepEqual(
    await columnFaults(database, {
      ...indexedMessageColumns,
      'message.fact': Math.max(...messageKinds.map(({ length }) => length)) + 2 * (idLength + 1),
      'message.state': MessageState,
    }),
    [],
  );
});
