import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestDatabase, type TestDialect } from './test-database.ts';

class Shelf0000000000001 {
  name = 'Shelf0000000000001';
  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query('create table shelf (id int primary key)');
  }
  async down(): Promise<void> {}
}

const schemas = { postgres: 'pg_database where datname', mysql: 'information_schema.schemata where schema_name' };

for (const dialect of ['postgres', 'mysql'] satisfies TestDialect[])
  test(`a ${dialect} test database is migrated, isolated, and dropped afterwards`, async () => {
    const one = await createTestDatabase(dialect, { migrations: [Shelf0000000000001] });
    const other = await createTestDatabase(dialect, { migrations: [Shelf0000000000001] });
    try {
      await one.database.query('insert into shelf values (1)');
      const second = await one.connect();
      assert.equal((await second.query('select id from shelf')).length, 1);
      assert.equal((await other.database.query('select id from shelf')).length, 0);

      await one.drop();
      const name = new URL(one.url).pathname.slice(1);
      const left = await other.database.query(`select 1 from ${schemas[dialect]} = '${name}'`);
      assert.equal(left.length, 0);
    } finally {
      await other.drop();
    }
  });
