/** For tests: a database of their own on the server of TEST_POSTGRES_URL (a superuser's), migrated, dropped afterwards. */
import { randomBytes } from 'node:crypto';
import { createDatabase } from '@mambogo/service/database.ts';
import { createLogger } from '@mambogo/service/logger.ts';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { entities, migrations } from './database.ts';

export const serverUrl = process.env.TEST_POSTGRES_URL;
/** For `describe`: what to say where there is no server to test with. */
export const skip = serverUrl ? false : 'TEST_POSTGRES_URL is not set';

export interface TestDatabase {
  readonly database: DataSource;
  /** With the password apart, as a service is given it. */
  readonly url: string;
  readonly password: string;
  /** The statements run since the last call, without their parameters. */
  statements(): string[];
  drop(): Promise<void>;
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `order_test_${randomBytes(6).toString('hex')}`;
  await onServer(`create database ${name}`);
  const url = new URL(serverUrl ?? '');
  url.pathname = `/${name}`;
  const { password } = url;
  url.password = '';
  const database = createDatabase({
    url: url.href,
    password,
    pool: 10,
    appId: 'test-order',
    entities,
    migrations,
    logger: createLogger('order', 'fatal'),
  });
  await database.initialize();
  await database.runMigrations({ transaction: 'each' });
  const seen: string[] = [];
  database.setOptions({ logger: { ...silent, logQuery: (query) => seen.push(query) }, logging: ['query'] });
  return {
    database,
    url: url.href,
    password,
    statements: () => seen.splice(0),
    async drop() {
      await database.destroy();
      await onServer(`drop database ${name} with (force)`);
    },
  };
}

const silent = {
  logQuery() {},
  logQueryError() {},
  logQuerySlow() {},
  logSchemaBuild() {},
  logMigration() {},
  log() {},
};

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
