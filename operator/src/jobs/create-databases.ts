/**
 * Creates a database and a role for each service, isolated from the others, with its logins, and refuses logins of earlier generations
 * once they are to be refused (decision 92). Idempotent; no data is ever dropped.
 */
import { type Connection, createConnection } from 'mysql2/promise';
import pg from 'pg';
import type { DatabasesInput } from '../resources/setup-job-input.ts';
import {
  identifier,
  mysqlReplicationStatements,
  mysqlRevocation,
  mysqlStatements,
  otherLoginsOf,
  postgresRevocation,
  postgresSteps,
  replicationSteps,
  stringLiteral,
} from './database-statements.ts';

const connectTimeoutMs = 30_000;

export async function createDatabases(
  input: DatabasesInput & { readonly server: 'postgres' | 'mysql' },
): Promise<void> {
  await (input.server === 'postgres' ? createInPostgres(input) : createInMysql(input));
}

async function createInPostgres({ host, port, tls, admin, databases, replication }: DatabasesInput): Promise<void> {
  const { username: user } = admin;
  const { connection: client, isEarlier } = await withFirstAccepted(
    admin,
    isWrongPostgresPassword,
    async (password) => {
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
      return client;
    },
  );
  try {
    for (const { skipIf: unless, statement } of [
      ...databases.flatMap(postgresSteps),
      ...(replication ? replicationSteps(replication) : []),
    ]) {
      if (unless && (await client.query(unless)).rowCount) continue;
      await client.query(statement);
    }
    for (const owner of [...databases, ...(replication ? [replication] : [])]) {
      if (!owner.onlyThese) continue;
      const { rows } = await client.query<{ rolname: string }>('select rolname from pg_roles');
      for (const other of rows.map(({ rolname }) => rolname).filter(otherLoginsOf(owner)))
        for (const statement of postgresRevocation(owner.role, other)) await client.query(statement);
    }
    if (isEarlier) await client.query(`alter role ${identifier(user)} password ${stringLiteral(admin.password)}`);
  } finally {
    await client.end();
  }
}

async function createInMysql({ host, port, tls, admin, databases, replication }: DatabasesInput): Promise<void> {
  const { username: user } = admin;
  const ssl = tls ? { ssl: { ...tls, rejectUnauthorized: true, verifyIdentity: true } } : {};
  const { connection, isEarlier } = await withFirstAccepted(admin, isWrongMysqlPassword, (password) =>
    createConnection({ host, port, user, password, ...ssl, connectTimeout: connectTimeoutMs }),
  );
  try {
    for (const statement of [
      ...databases.flatMap(mysqlStatements),
      ...(replication ? mysqlReplicationStatements(replication) : []),
    ])
      await connection.query(statement);
    for (const owner of [...databases, ...(replication ? [replication] : [])]) {
      if (!owner.onlyThese) continue;
      const users = await column(connection, "select user as found from mysql.user where host = '%'");
      for (const other of users.filter(otherLoginsOf(owner))) await refuse(connection, other);
    }
    if (isEarlier)
      await connection.query(`alter user ${stringLiteral(user)}@'%' identified by ${stringLiteral(admin.password)}`);
  } finally {
    await connection.end();
  }
}

async function refuse(connection: Connection, user: string): Promise<void> {
  await connection.query(mysqlRevocation(user));
  const sessions = `select id as found from information_schema.processlist where user = ${stringLiteral(user)}`;
  // It may have ended by itself.
  for (const id of await column(connection, sessions))
    await connection.query(`kill ${Number(id)}`).catch((error: unknown) => {
      if (codeOf(error) !== 'ER_NO_SUCH_THREAD') throw error;
    });
}

const column = async (connection: Connection, query: string): Promise<string[]> => {
  const [rows] = await connection.query(query);
  return (rows as { found: unknown }[]).map(({ found }) => String(found));
};

/** A connection by the first password that the server accepts: the present one, or one from before a rotation. */
async function withFirstAccepted<T>(
  { password, earlier = [] }: DatabasesInput['admin'],
  isWrongPassword: (error: unknown) => boolean,
  connect: (password: string) => Promise<T>,
): Promise<{ readonly connection: T; readonly isEarlier: boolean }> {
  let refusal: unknown;
  for (const candidate of [password, ...earlier])
    try {
      return { connection: await connect(candidate), isEarlier: candidate !== password };
    } catch (error) {
      if (!isWrongPassword(error)) throw error;
      refusal ??= error;
    }
  throw refusal;
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);
const isWrongPostgresPassword = (error: unknown): boolean => codeOf(error) === '28P01';
const isWrongMysqlPassword = (error: unknown): boolean => codeOf(error) === 'ER_ACCESS_DENIED_ERROR';
