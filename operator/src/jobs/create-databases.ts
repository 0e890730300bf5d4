/** Creates a database and a role for each service, isolated from the others. Idempotent; nothing is ever dropped. */
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import type { DatabasesInput } from '../resources/setup-job-input.ts';
import { mysqlReplicationStatements, mysqlStatements, postgresSteps, replicationSteps } from './database-statements.ts';

const connectTimeoutMs = 30_000;

export async function createDatabases(
  input: DatabasesInput & { readonly server: 'postgres' | 'mysql' },
): Promise<void> {
  await (input.server === 'postgres' ? createInPostgres(input) : createInMysql(input));
}

async function createInPostgres({ host, port, tls, admin, databases, replication }: DatabasesInput): Promise<void> {
  const { username: user, password } = admin;
  const client = new pg.Client({
    host,
    port,
    user,
    password,
    ssl: tls ? { ...tls, rejectUnauthorized: true } : false,
    database: 'postgres',
    connectionTimeoutMillis: connectTimeoutMs,
  });
  await client.connect();
  try {
    for (const { skipIf: unless, statement } of [
      ...databases.flatMap(postgresSteps),
      ...(replication ? replicationSteps(replication) : []),
    ]) {
      if (unless && (await client.query(unless)).rowCount) continue;
      await client.query(statement);
    }
  } finally {
    await client.end();
  }
}

async function createInMysql({ host, port, tls, admin, databases, replication }: DatabasesInput): Promise<void> {
  const { username: user, password } = admin;
  const ssl = tls ? { ssl: { ...tls, rejectUnauthorized: true, verifyIdentity: true } } : {};
  const connection = await createConnection({ host, port, user, password, ...ssl, connectTimeout: connectTimeoutMs });
  try {
    for (const statement of [
      ...databases.flatMap(mysqlStatements),
      ...(replication ? mysqlReplicationStatements(replication) : []),
    ])
      await connection.query(statement);
  } finally {
    await connection.end();
  }
}
