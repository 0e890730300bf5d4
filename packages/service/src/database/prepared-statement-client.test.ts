import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '@mambogo/testing/test-database.ts';
import type { DataSource, QueryRunner } from 'typeorm';

describe('a connection that prepares its statements', () => {
  let store: TestDatabase;
  let database: DataSource;
  let runner: QueryRunner;

  /** The statements that the server has prepared for this connection. */
  const prepared = async (): Promise<{ name: string; statement: string; calls: number }[]> =>
    runner.query(
      `select name, statement, (generic_plans + custom_plans)::int as calls from pg_prepared_statements order by prepare_time`,
    );

  before(async () => {
    store = await createTestDatabase('postgres');
    database = store.database;
  });
  beforeEach(async () => {
    // A connection that was not used before.
    await database.destroy();
    await database.initialize();
    runner = database.createQueryRunner();
    await runner.query('drop table if exists shelf');
    await runner.query('create table shelf (id int primary key, said text)');
    await runner.query(`insert into shelf values (1, 'one'), (2, 'two')`);
  });
  afterEach(() => runner.release());
  after(() => store?.drop());

  test('parses a statement with parameters once', async () => {
    for (const id of [1, 2, 3]) await runner.query('select said from shelf where id = $1', [id]);
    assert.deepEqual(
      (await prepared()).map(({ statement, calls }) => ({ statement, calls })),
      [{ statement: 'select said from shelf where id = $1', calls: 3 }],
    );
  });

  test("returns each statement's own rows", async () => {
    const readSaid = (id: number) => runner.query('select said from shelf where id = $1', [id]);
    const named = (name: string) => runner.query('select id from shelf where said = $1', [name]);
    assert.deepEqual(await readSaid(1), [{ said: 'one' }]);
    assert.deepEqual(await named('two'), [{ id: 2 }]);
    assert.deepEqual(await readSaid(2), [{ said: 'two' }]);
    assert.deepEqual(await named('three'), []);
  });

  test('does not prepare statements without parameters', async () => {
    await runner.query('select said from shelf');
    await runner.query('select said from shelf', []);
    assert.deepEqual(await prepared(), []);
  });

  test('recovers when a table changes', async () => {
    const read = () => runner.query('select * from shelf where id = $1', [1]);
    await read();
    await runner.query('alter table shelf add column weight int default 5');
    await assert.rejects(read(), /cached plan must not change result type/);
    assert.deepEqual(await read(), [{ id: 1, said: 'one', weight: 5 }]);
  });

  test('keeps a bounded number of statements, and runs further ones unprepared', async () => {
    for (let i = 0; i < 210; i += 1)
      assert.deepEqual(await runner.query(`select $1::int + ${i} as sum`, [1]), [{ sum: i + 1 }]);
    assert.equal((await prepared()).length, 200);
  });

  test('can repeat a statement that failed', async () => {
    const add = (id: number) => runner.query('insert into shelf (id) values ($1) returning id', [id]);
    await assert.rejects(add(1), /duplicate key/);
    assert.deepEqual(await add(4), [{ id: 4 }]);
    const missing = () => runner.query('select id from cupboard where id = $1', [1]);
    await assert.rejects(missing(), /cupboard/);
    await runner.query('create table cupboard (id int)');
    assert.deepEqual(await missing(), []);
    await runner.query('drop table cupboard');
  });
});
