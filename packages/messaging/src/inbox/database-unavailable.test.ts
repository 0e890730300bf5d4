import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { createMessagingDatabase, dialects } from '@mambogo/testing/messaging/messaging-database.ts';
import { isDatabaseUnavailable } from './database-unavailable.ts';

for (const dialect of dialects)
  describe(`errors of ${dialect}`, async () => {
    const testDatabase = await createMessagingDatabase(dialect);
    after(() => testDatabase.drop());
    const errorOf = (sql: string): Promise<unknown> =>
      testDatabase.database.query(sql).then(
        () => assert.fail(`${sql} was accepted`),
        (error: unknown) => error,
      );

    test('about a statement or its data do not mean that the database is unavailable', async () => {
      for (const sql of ['select * from nowhere', 'insert into note (said) values (null)'])
        assert.equal(isDatabaseUnavailable(await errorOf(sql)), false, sql);
      assert.equal(isDatabaseUnavailable(new Error('its cause has not arrived yet')), false);
      assert.equal(isDatabaseUnavailable(new RangeError('out of range')), false);
    });

    test('of a lost or refused connection mean that the database is unavailable', async () => {
      const cut =
        dialect === 'postgres' ? 'select pg_terminate_backend(pg_backend_pid())' : 'kill connection connection_id()';
      assert.equal(isDatabaseUnavailable(await errorOf(cut)), true);
      assert.equal(isDatabaseUnavailable(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })), true);
      await testDatabase.database.destroy();
      assert.equal(isDatabaseUnavailable(await errorOf('select 1')), true);
      await testDatabase.database.initialize();
    });
  });
