/** For tests of messaging: a database with outbox, inbox and one table of state. */
import { mysqlMessaging } from '@mambogo/messaging/migrations/mysql-messaging.ts';
import { postgresMessaging } from '@mambogo/messaging/migrations/postgres-messaging.ts';
import { createTestDatabase, type TestDatabase, type TestDialect } from '@mambogo/testing/test-database.ts';
import type { EntityManager, QueryRunner } from 'typeorm';

class Note1000000000001 {
  name = 'Note1000000000001';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table note (written int, said varchar(100) not null)');
  }
  async down(): Promise<void> {}
}

const migrations = { postgres: postgresMessaging, mysql: mysqlMessaging };

export const dialects = ['postgres', 'mysql'] as const satisfies TestDialect[];

export const createMessagingDatabase = (dialect: TestDialect): Promise<TestDatabase> =>
  createTestDatabase(dialect, { migrations: [...migrations[dialect], Note1000000000001] });

/** State that a handler writes. */
export const writeNote = (manager: EntityManager, text: string): Promise<unknown> =>
  manager.query(`insert into note (said) values ('${text}')`);

export async function readNotes({ database }: TestDatabase): Promise<string[]> {
  const rows = await database.query<{ said: string }[]>('select said from note');
  return rows.map(({ said }) => said).sort();
}

export async function countRows({ database }: TestDatabase, table: string, where = 'true'): Promise<number> {
  const [row] = await database.query<{ n: string }[]>(`select count(*) as n from ${table} where ${where}`);
  return Number(row?.n);
}
