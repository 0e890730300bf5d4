import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { createMessagingDatabase, dialects } from '../testing/messaging-database.ts';
import { isDatabaseAway } from './store-away.ts';

for (const dialect of dialects)
  describe(`errors of ${dialect}`, async () => {
    const own = await createMessagingDatabase(dialect);
    after(() => own.drop());
    const errorOf = (sql: string): Promise<unknown> =>
      own.database.query(sql).then(
        () => assert.fail(`${sql} was accepted`),
        (error: unknown) => error,
      );

    test('that are of the statement or its data are not of the store', async () => {
      for (const sql of ['select * from nowhere', 'insert into note (said) values (null)'])
        assert.equal(isDatabaseAway(await errorOf(sql)), false, sql);
      assert.equal(isDatabaseAway(new Error('its cause is not here yet')), false);
      assert.equal(isDatabaseAway(new RangeError('nothing goes back')), false);
    });

    test('of a connection that is cut, and of one that cannot be had, are of the store', async () => {
      const cut =
        dialect === 'postgres' ? 'select pg_terminate_backend(pg_backend_pid())' : 'kill connection connection_id()';
      assert.equal(isDatabaseAway(await errorOf(cut)), true);
      assert.equal(isDatabaseAway(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })), true);
      await own.database.destroy();
      assert.equal(isDatabaseAway(await errorOf('select 1')), true);
      await own.database.initialize();
    });
  });
