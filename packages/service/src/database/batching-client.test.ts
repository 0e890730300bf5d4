import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { countRoundTrips } from '@mambogo/testing/count-round-trips.ts';
import { createTestDatabase, type TestDatabase } from '@mambogo/testing/test-database.ts';
import { until } from '@mambogo/testing/until.ts';
import type { DataSource, QueryRunner } from 'typeorm';
import { hold } from './hold.ts';

const add = 'insert into shelf (id) values ($1)';

describe('a connection that holds statements back', () => {
  let store: TestDatabase;
  let database: DataSource;
  let runner: QueryRunner;
  let roundTrips: () => number;

  const holdAdd = (id: number) => hold(runner.manager, add, [id]);
  const read = async (): Promise<number[]> =>
    (await store.database.query<{ id: number }[]>('select id from shelf order by id')).map(({ id }) => id);

  before(async () => {
    store = await createTestDatabase('postgres');
    database = await store.connect();
  });
  beforeEach(async () => {
    // A connection that was not used before.
    await database.destroy();
    await database.initialize();
    await store.database.query('drop table if exists shelf; create table shelf (id int primary key, said text)');
    await store.database.query('insert into shelf values (1)');
    roundTrips = countRoundTrips(database);
    runner = database.createQueryRunner();
    await runner.connect();
  });
  afterEach(() => runner.release());
  after(() => store?.drop());

  test('sends BEGIN with the first statement, and held ones in order with the next', async () => {
    await runner.startTransaction();
    await holdAdd(2);
    const held = await hold<{ n: number }>(runner.manager, 'select count(*)::int as n from shelf where id > $1', [0]);
    assert.throws(() => held.rows(), /not executed yet/);
    assert.equal(roundTrips(), 0);
    assert.deepEqual(await runner.query('select id from shelf order by id'), [{ id: 1 }, { id: 2 }]);
    assert.equal(roundTrips(), 1);
    assert.deepEqual(held.rows(), [{ n: 2 }]);
    await holdAdd(3);
    assert.deepEqual(await read(), [1]);
    await runner.commitTransaction();
    assert.equal(roundTrips(), 1);
    assert.deepEqual(await read(), [1, 2, 3]);
  });

  test('parses a repeated statement once, also within a batch', async () => {
    for (const first of [10, 20]) {
      await runner.startTransaction();
      for (const id of [first, first + 1]) await holdAdd(id);
      await runner.commitTransaction();
    }
    await runner.query(add, [30]);
    const prepared = await runner.query(
      'select statement, (generic_plans + custom_plans)::int as calls from pg_prepared_statements where statement = $1',
      [add],
    );
    assert.deepEqual(prepared, [{ statement: add, calls: 5 }]);
  });

  for (const [what, failing, values, error] of [
    ['its data', add, [1], /duplicate key/],
    ['its text', 'insert into cupboard (id) values ($1)', [1], /cupboard/],
    ['its parameters', add, ['one'], /invalid input syntax/],
  ] as const)
    test(`commits nothing of a batch in which a statement fails for ${what}, and can go on`, async () => {
      const failed = database.transaction(async (manager) => {
        await hold(manager, add, [2]);
        await hold(manager, failing, values);
        await hold(manager, 'insert into shelf (id, said) values ($1, $2)', [3, 'three']);
      });
      await assert.rejects(failed, error);
      assert.deepEqual(await read(), [1]);
      await database.transaction(async (manager) => {
        await hold(manager, 'insert into shelf (id, said) values ($1, $2)', [3, 'three']);
        await hold(manager, add, [4]);
      });
      assert.deepEqual(await read(), [1, 3, 4]);
    });

  test('executes nothing after a statement that fails before BEGIN', async () => {
    const client = await runner.connect();
    client.hold('select 1 / $1::int', [0]);
    await client.query('START TRANSACTION');
    await assert.rejects(client.query(add, [5]), /division by zero/);
    assert.deepEqual(await read(), [1]);
  });

  test('commits nothing of a batch in which a statement is cancelled', async () => {
    const failed = database.transaction(async (manager) => {
      await hold(manager, add, [2]);
      await hold(manager, 'select pg_sleep($1)', [60]);
      await hold(manager, add, [3]);
    });
    const cancelled = until('it is cancelled', async () => {
      const rows = await store.database.query<unknown[]>(
        `select pg_cancel_backend(pid) from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`,
      );
      return rows.length > 0;
    });
    await assert.rejects(failed, /canceling statement/);
    await cancelled;
    assert.deepEqual(await read(), [1]);
  });

  test('commits nothing of a batch whose connection is lost, and says so', async () => {
    const failed = database.transaction(async (manager) => {
      await hold(manager, add, [2]);
      await hold(manager, 'select pg_terminate_backend(pg_backend_pid())');
    });
    await assert.rejects(failed, /terminat/);
    assert.deepEqual(await read(), [1]);
  });

  test('reports a commit as failed if a statement before it had failed', async () => {
    const failed = database.transaction(async (manager) => {
      await hold(manager, add, [1]);
      await manager.query(add, [2]).catch(() => undefined);
    });
    await assert.rejects(failed, /duplicate key/);
    assert.deepEqual(await read(), [1]);
  });

  test('sends nothing for a transaction without statements, and forgets held ones with a rollback', async () => {
    await database.transaction(async () => undefined);
    const failed = database.transaction(async (manager) => {
      await hold(manager, add, [2]);
      throw new Error('changed my mind');
    });
    await assert.rejects(failed, /changed my mind/);
    assert.equal(roundTrips(), 0);
    await database.transaction((manager) => hold(manager, add, [3]));
    assert.equal(roundTrips(), 1);
    assert.deepEqual(await read(), [1, 3]);
  });

  test('keeps what was held before a savepoint, and forgets what was held after it', async () => {
    await database.transaction(async (manager) => {
      await hold(manager, add, [2]);
      const nested = manager.transaction(async (inner) => {
        await hold(inner, add, [3]);
        throw new Error('changed my mind');
      });
      await assert.rejects(nested, /changed my mind/);
    });
    assert.deepEqual(await read(), [1, 2]);
  });

  test('takes several statements in one text within a transaction', async () => {
    await database.transaction((manager) =>
      manager.query('insert into shelf (id) values (2); insert into shelf (id) values (3)'),
    );
    assert.deepEqual(await read(), [1, 2, 3]);
  });

  test('recovers when a table changes', async () => {
    const readAll = () => database.transaction((manager) => manager.query('select * from shelf where id = $1', [1]));
    await readAll();
    await store.database.query('alter table shelf add column weight int default 5');
    await assert.rejects(readAll(), /cached plan must not change result type/);
    assert.deepEqual(await readAll(), [{ id: 1, said: null, weight: 5 }]);
  });

  test('holds nothing back outside of transactions', async () => {
    await assert.rejects(hold(database.manager, add, [2]), /only transactions/);
    await assert.rejects(hold(runner.manager, add, [2]), /only transactions/);
  });
});
