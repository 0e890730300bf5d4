import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestDatabase, type TestDialect } from '@mambogo/testing/test-database.ts';
import { pino } from 'pino';
import type { DataSource, QueryRunner } from 'typeorm';
import { createDatabase } from './database.ts';
import { migrate } from './migrate.ts';

const logger = pino({ level: 'silent' });

class Shelf0000000000001 {
  name = 'Shelf0000000000001';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table shelf (id int primary key)');
  }
  async down(): Promise<void> {}
}

for (const dialect of ['postgres', 'mysql'] satisfies TestDialect[])
  test(`instances migrate and seed a ${dialect} database one after another`, async (t) => {
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
      return migrate(database, [], logger, async () => {
        assert.equal(++seeding, 1, 'two instances seed at once');
        const found = await database.query('select id from shelf');
        if (found.length === 0) await database.query('insert into shelf values (1)');
        seeding -= 1;
      });
    };
    await Promise.all([instance(), instance(), instance()]);
    assert.equal((await own.database.query('select id from shelf')).length, 1);
  });

const limitOf = {
  postgres: async (database: DataSource) => (await database.query('show statement_timeout'))[0].statement_timeout,
  mysql: async (database: DataSource) => (await database.query('select @@max_statement_time as seconds'))[0].seconds,
};

for (const [dialect, none, limited] of [
  ['postgres', '0', '8s'],
  ['mysql', 0, 8],
] as const)
  test(`a migration of ${dialect} may take longer than the statement time-out`, async (t) => {
    const own = await createTestDatabase(dialect);
    t.after(() => own.drop());
    const settings = { ...own, pool: 2, appId: 'test', entities: [], migrations: [], logger };
    const database = createDatabase(settings);
    await migrate(database, [], logger, async () => {
      assert.equal(Number.parseFloat(await limitOf[dialect](database)), Number(none));
    });
    const service = createDatabase(settings);
    t.after(() => service.destroy());
    await service.initialize();
    assert.equal(String(await limitOf[dialect](service)).replace(/\.0+$/, ''), String(limited));
  });

test('MariaDB aborts slow statements and idle transactions', async (t) => {
  const own = await createTestDatabase('mysql');
  t.after(() => own.drop());
  const database = createDatabase({ ...own, pool: 1, appId: 'test', entities: [], migrations: [], logger });
  t.after(() => database.destroy());
  const limits = { statement: 100, idleInTransaction: 1_000 };
  Object.assign(database.driver.options, { extra: { sessionLimits: limits } });
  await database.initialize();
  await assert.rejects(
    database.query(`select count(*) from ${'abcdef'.split('').map((name) => `information_schema.collations ${name}`)}`),
    /max_statement_time exceeded/,
  );
  const runner = database.createQueryRunner();
  t.after(() => runner.release());
  await runner.startTransaction();
  await runner.query('select 1');
  const lost = Promise.withResolvers<void>();
  (await runner.connect()).on('error', () => lost.resolve());
  await lost.promise;
  await assert.rejects(runner.query('select 1'));
});
