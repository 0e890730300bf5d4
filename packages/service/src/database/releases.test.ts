import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestDatabase, type TestDialect } from '@mambogo/testing/test-database.ts';
import { pino } from 'pino';
import type { QueryRunner } from 'typeorm';
import { createDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { heldBack, migrationsOf, type ReleaseMigrations } from './releases.ts';

const statement = (name: string, sql: string) =>
  class {
    name = name;
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(sql);
    }
    async down(): Promise<void> {}
  };
const shelf = statement('Shelf0000000000001', 'create table shelf (id int primary key, width int)');
const size = statement('Size0000000000002', 'alter table shelf add column size int');
const noWidth = statement('NoWidth0000000000003', 'alter table shelf drop column width');
const depth = statement('Depth0000000000004', 'alter table shelf add column depth int');
const releases: readonly ReleaseMigrations[] = [
  { release: '1.0.0', expand: [shelf] },
  { release: '1.1.0', expand: [size], contract: [noWidth] },
  { release: '1.2.0', expand: [depth] },
];

test('a contract migration waits until the database was at its release, and a later one starts', () => {
  const held = (upTo: number, ...by: string[]) =>
    heldBack(releases.slice(0, upTo), by.length > 0 ? new Set(by) : undefined);
  assert.deepEqual(held(2, '1.0.0'), [noWidth], 'the upgrade to 1.1.0 only expands');
  assert.deepEqual(held(2, '1.0.0', '1.1.0'), [noWidth], 'and so does a second start of it');
  assert.deepEqual(held(3, '1.0.0', '1.1.0'), [], 'at the start of the upgrade to 1.2.0');
  assert.deepEqual(held(3, '1.0.0'), [noWidth], 'a release was left out: it may still be returned to');
  assert.deepEqual(held(2, '1.0.0', '1.1.0', '1.2.0'), [noWidth], 'after a downgrade');
  assert.deepEqual(held(3), [], 'nobody returns from an empty database');
  assert.deepEqual(migrationsOf(releases), [shelf, size, noWidth, depth]);
});

for (const dialect of ['postgres', 'mysql'] satisfies TestDialect[])
  test(`a ${dialect} database goes from release to release, and back`, async (t) => {
    const own = await createTestDatabase(dialect);
    t.after(() => own.drop());
    const logger = pino({ level: 'silent' });
    const run = async (upTo: number) => {
      const known = releases.slice(0, upTo);
      const migrations = migrationsOf(known);
      await migrate(
        createDatabase({ ...own, pool: 2, appId: 'test', entities: [], migrations, logger }),
        known,
        logger,
      );
      const schema = dialect === 'postgres' ? 'current_schema()' : 'database()';
      const rows: { name: string }[] = await own.database.query(
        `select column_name as name from information_schema.columns where table_name = 'shelf' and table_schema = ${schema} order by 1`,
      );
      return rows.map(({ name }) => name).join();
    };
    assert.equal(await run(1), 'id,width');
    assert.equal(await run(2), 'id,size,width');
    assert.equal(await run(1), 'id,size,width', 'code of the release before finds what it knows');
    assert.equal(await run(2), 'id,size,width');
    assert.equal(await run(3), 'depth,id,size');
  });
