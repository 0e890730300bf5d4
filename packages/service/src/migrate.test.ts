import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import type { QueryRunner } from 'typeorm';
import { createDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { createTestDatabase, type TestDialect } from './testing/test-database.ts';

const logger = pino({ level: 'silent' });

class Shelf0000000000001 {
  name = 'Shelf0000000000001';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table shelf (id int primary key)');
  }
  async down(): Promise<void> {}
}

for (const dialect of ['postgres', 'mysql'] satisfies TestDialect[])
  test(`instances that migrate a ${dialect} database together take turns, and each seeds what is left`, async (t) => {
    const own = await createTestDatabase(dialect);
    t.after(() => own.drop());
    let seeding = 0;
    const instance = () => {
      const database = createDatabase({
        ...own,
        pool: 2,
        appId: 'test',
        entities: [],
        migrations: [Shelf0000000000001],
        logger,
      });
      return migrate(database, logger, async () => {
        assert.equal(++seeding, 1, 'two instances seed at once');
        const found = await database.query('select id from shelf');
        if (found.length === 0) await database.query('insert into shelf values (1)');
        seeding -= 1;
      });
    };
    await Promise.all([instance(), instance(), instance()]);
    assert.equal((await own.database.query('select id from shelf')).length, 1);
  });

test('a migration may take longer than a statement of a service', async (t) => {
  const own = await createTestDatabase('postgres');
  t.after(() => own.drop());
  const database = createDatabase({ ...own, pool: 2, appId: 'test', entities: [], migrations: [], logger });
  await migrate(database, logger, async () => {
    const [{ statement_timeout: limit }] = await database.query('show statement_timeout');
    assert.equal(limit, '0');
  });
  assert.equal((await own.database.query('show statement_timeout'))[0].statement_timeout, '15s');
});
