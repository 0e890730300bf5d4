/**
 * A separate database for a test, on the server of TEST_POSTGRES_URL or TEST_MYSQL_URL (a superuser's URL): created empty,
 * migrated and connected; dropped even if clients are still connected to it.
 *
 *     const own = await createTestDatabase('postgres', { entities, migrations });
 *     after(() => own.drop());
 */
import { randomBytes } from 'node:crypto';
import { createDatabase, type DatabaseSettings } from '@mambogo/service/database/database.ts';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';

export type TestDialect = 'postgres' | 'mysql';

export interface TestDatabase {
  /** Migrated and connected. */
  readonly database: DataSource;
  /** The DATABASE_URL of this database, without its password. */
  readonly url: string;
  readonly password: string;
  /** A further connection pool to the same database, like that of another instance; `drop` destroys it too. */
  connect(): Promise<DataSource>;
  drop(): Promise<void>;
}

export type TestSchema = Partial<Pick<DatabaseSettings, 'entities' | 'migrations'>>;

const variables = { postgres: 'TEST_POSTGRES_URL', mysql: 'TEST_MYSQL_URL' } as const;

export async function createTestDatabase(dialect: TestDialect, schema: TestSchema = {}): Promise<TestDatabase> {
  const server = serverUrl(dialect);
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`;
  const own = new URL(server.url);
  own.pathname = `/${name}`;
  const opened: DataSource[] = [];
  const connect = async () => {
    const database = await open(own.href, server.password, schema).initialize();
    opened.push(database);
    return database;
  };

  await onServer(server, `create database ${name}`);
  const drop = async () => {
    for (const database of opened.splice(0)) await database.destroy().catch(() => undefined);
    await onServer(server, `drop database ${name}${dialect === 'postgres' ? ' with (force)' : ''}`);
  };
  try {
    const database = await connect();
    await database.runMigrations({ transaction: dialect === 'postgres' ? 'each' : 'none' });
    return { database, url: own.href, password: server.password, connect, drop };
  } catch (error) {
    await drop();
    throw error;
  }
}

interface Server {
  readonly url: string;
  readonly password: string;
}

function serverUrl(dialect: TestDialect): Server {
  const variable = variables[dialect];
  const text = process.env[variable];
  if (!text) throw new Error(`${variable} is not set: set it to the URL of the server for test databases`);
  const url = new URL(text);
  const password = decodeURIComponent(url.password);
  url.password = '';
  return { url: url.href, password };
}

const open = (url: string, password: string, { entities = [], migrations = [] }: TestSchema): DataSource =>
  createDatabase({ url, password, pool: 5, appId: 'test', entities, migrations, logger: pino({ level: 'silent' }) });

async function onServer({ url, password }: Server, statement: string): Promise<void> {
  const server = await open(url, password, {}).initialize();
  try {
    await server.query(statement);
  } finally {
    await server.destroy();
  }
}
