/**
 * The databases that a backup is loaded into, beside the shop's own, and their exchange. With PostgreSQL all databases of a server
 * are renamed in one transaction; MariaDB can't rename a database: its tables are moved into the emptied one. Every step can be
 * repeated: a database that was exchanged has no staging database any more.
 */
import { type Connection, createConnection } from 'mysql2/promise';
import pg from 'pg';
import type { BackupJobInput } from '../../resources/backup-job-input.ts';
import { mysqlStatements, postgresSteps } from '../database-statements.ts';

export const stagingName = (database: string): string => `${database}-restoring`;
const replacedName = (database: string): string => `${database}-replaced`;
/** Exists from when a database was emptied until it is whole again. */
const markerName = (database: string): string => `${database}-switching`;

type Server = Extract<BackupJobInput['stores'][number], { server: 'postgres' | 'mysql' }>;
type Database = Server['databases'][number];

/** Empty staging databases, in place of any that are there. */
export async function createStaging(input: BackupJobInput): Promise<void> {
  await dropStaging(input);
  await onEach(input, {
    async postgres(client, databases) {
      for (const own of databases)
        for (const { skipIf, statement } of postgresSteps({ ...own, database: stagingName(own.database) })) {
          if (skipIf && (await client.query(skipIf)).rowCount) continue;
          await client.query(statement);
        }
    },
    async mysql(connection, databases) {
      for (const own of databases)
        for (const statement of mysqlStatements({ ...own, database: stagingName(own.database) }))
          await connection.query(statement);
    },
  });
}

export const dropStaging = (input: BackupJobInput): Promise<void> =>
  onEach(input, {
    async postgres(client, databases) {
      for (const { database } of databases)
        await client.query(`drop database if exists ${quoted(stagingName(database))} with (force)`);
    },
    async mysql(connection, databases) {
      for (const { database } of databases)
        await connection.query(`drop database if exists ${ticked(stagingName(database))}`);
    },
  });

/** Puts the staging databases in the place of the shop's own, which are dropped. The shop is stopped. */
export const exchangeDatabases = (input: BackupJobInput): Promise<void> =>
  onEach(input, { postgres: exchangeInPostgres, mysql: exchangeInMysql });

async function exchangeInPostgres(client: pg.Client, databases: readonly Database[]): Promise<void> {
  const exists = async (name: string) =>
    ((await client.query('select from pg_database where datname = $1', [name])).rowCount ?? 0) > 0;
  const staged: string[] = [];
  for (const { database } of databases) if (await exists(stagingName(database))) staged.push(database);
  for (const database of staged)
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = any($1)', [
      [database, stagingName(database)],
    ]);
  await client.query('begin');
  for (const database of staged) {
    if (await exists(database))
      await client.query(`alter database ${quoted(database)} rename to ${quoted(replacedName(database))}`);
    await client.query(`alter database ${quoted(stagingName(database))} rename to ${quoted(database)}`);
    await client.query(`revoke all on database ${quoted(database)} from public`);
  }
  await client.query('commit');
  for (const { database } of databases)
    await client.query(`drop database if exists ${quoted(replacedName(database))} with (force)`);
}

async function exchangeInMysql(connection: Connection, databases: readonly Database[]): Promise<void> {
  const exists = async (name: string) => {
    const [rows] = await connection.query('select 1 from information_schema.schemata where schema_name = ?', [name]);
    return Array.isArray(rows) && rows.length > 0;
  };
  for (const given of databases) {
    const { database } = given;
    const [own, staging, marker] = [database, stagingName(database), markerName(database)];
    if (!(await exists(staging))) {
      await connection.query(`drop database if exists ${ticked(marker)}`);
      continue;
    }
    if (!(await exists(marker))) {
      await connection.query(`drop database if exists ${ticked(own)}`);
      await connection.query(`create database ${ticked(marker)}`);
    }
    for (const statement of mysqlStatements(given)) await connection.query(statement);
    const [tables] = await connection.query(
      "select table_name as name from information_schema.tables where table_schema = ? and table_type = 'BASE TABLE'",
      [staging],
    );
    const moves = (tables as { name: string }[]).map(
      ({ name }) => `${ticked(staging)}.${ticked(name)} to ${ticked(own)}.${ticked(name)}`,
    );
    if (moves.length > 0) await connection.query(`rename table ${moves.join(', ')}`);
    await connection.query(`drop database ${ticked(staging)}`);
    await connection.query(`drop database ${ticked(marker)}`);
  }
}

interface Work {
  postgres(client: pg.Client, databases: readonly Database[]): Promise<void>;
  mysql(connection: Connection, databases: readonly Database[]): Promise<void>;
}

/** As the administrator of each server, with the shop's databases on it that a backup has. */
async function onEach(input: BackupJobInput, work: Work): Promise<void> {
  const backedUp = new Set(input.databases.map(({ database }) => database));
  for (const store of input.stores) {
    if (store.server === 'kafka') continue;
    const databases = store.databases.filter(({ database }) => backedUp.has(database));
    const { host, port, tls, admin } = store;
    if (store.server === 'postgres') {
      const client = new pg.Client({
        ...{ host, port, user: admin.username, password: admin.password, database: 'postgres' },
        ssl: tls ? { ...tls, rejectUnauthorized: true } : false,
        connectionTimeoutMillis: 30_000,
      });
      await client.connect();
      await work.postgres(client, databases).finally(() => client.end());
    } else {
      const connection = await createConnection({
        ...{ host, port, user: admin.username, password: admin.password },
        ...(tls ? { ssl: { ...tls, rejectUnauthorized: true, verifyIdentity: true } } : {}),
        connectTimeout: 30_000,
      });
      await work.mysql(connection, databases).finally(() => connection.end());
    }
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const ticked = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
