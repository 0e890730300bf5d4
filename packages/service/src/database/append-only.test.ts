import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestDatabase } from '@mambogo/testing/test-database.ts';
import { appendOnly } from './append-only.ts';

test('an append-only table accepts new rows and rejects every other change', async (t) => {
  const own = await createTestDatabase('postgres');
  t.after(() => own.drop());
  await own.database.query(`create table log (id int primary key, said text); ${appendOnly('log')}`);
  await own.database.query(`insert into log values (1, 'first')`);
  for (const change of [`update log set said = 'other'`, 'delete from log', 'truncate log'])
    await assert.rejects(own.database.query(change), /log is append-only/);
  assert.deepEqual(await own.database.query('select said from log'), [{ said: 'first' }]);
});
