import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { createDatabase } from '@mambogo/service/database/database.ts';
import { dialects } from '@mambogo/testing/messaging/messaging-database.ts';
import { createTestDatabase } from '@mambogo/testing/test-database.ts';
import { pino } from 'pino';
import { mysqlMessaging } from './mysql-messaging.ts';
import { postgresMessaging } from './postgres-messaging.ts';

const migrations = {
  postgres: { before: postgresMessaging.slice(0, 1), all: postgresMessaging },
  mysql: { before: mysqlMessaging.slice(0, 4), all: mysqlMessaging },
};

for (const dialect of dialects)
  test(`makes dead letters of before replays existed due, with ids that can be part of a URL, on ${dialect}`, async (t) => {
    const testDatabase = await createTestDatabase(dialect, { migrations: migrations[dialect].before });
    t.after(() => testDatabase.drop());
    for (const [id, payload] of [
      ['0190a000-0000-7000-8000-000000000001', '{}'],
      ['a/ü', '{"name":"ü"}'],
    ])
      await testDatabase.database.query(
        `insert into dead_letter (consumer, id, payload, kind, error) values ('test', '${id}', '${payload}', 'transient', 'e')`,
      );
    const { url, password } = testDatabase;
    const upgraded = createDatabase({
      url,
      password,
      pool: 2,
      appId: 'test',
      entities: [],
      migrations: migrations[dialect].all,
      logger: pino({ level: 'silent' }),
    });
    await upgraded.initialize();
    t.after(() => upgraded.destroy());
    await upgraded.runMigrations({ transaction: dialect === 'postgres' ? 'each' : 'none' });
    const rows = await upgraded.query<{ id: string; tries: number; waiting_since: Date; filed_at: Date }[]>(
      'select id, tries, waiting_since, filed_at from dead_letter where next_at <= current_timestamp(3) order by id',
    );
    assert.deepEqual(
      rows.map(({ id }) => id),
      ['0190a000-0000-7000-8000-000000000001', createHash('sha256').update('{"name":"ü"}').digest('hex')].sort(),
    );
    for (const row of rows) assert.deepEqual([row.tries, row.waiting_since], [0, row.filed_at]);
  });
