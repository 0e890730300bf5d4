/**
 * Pauses every relay of a shop by taking the locks they hold while publishing. The shop keeps running, but no event reaches
 * another service. The locks end with their connections, so a backup that is killed leaves nothing paused.
 */
import { mysqlRelayLock, postgresLeaseLock, postgresRelayLock } from '@mambogo/contracts/events/relay-lock.ts';
import { type Connection, createConnection } from 'mysql2/promise';
import pg from 'pg';
import type { DatabaseSource } from './database-source.ts';

/** Seconds a relay may take to finish its current publish: longer than a publish takes. */
const lockTimeoutSeconds = 30;

export type ResumeRelays = () => Promise<void>;

/** Rejects, with nothing paused, when a database can't be reached or a relay does not finish its publish in time. */
export async function pauseRelays(databases: readonly DatabaseSource[]): Promise<ResumeRelays> {
  const paused = await Promise.allSettled(
    databases.map((source) => (source.store === 'postgres' ? pauseInPostgres(source) : pauseInMysql(source))),
  );
  const resume = async () => {
    await Promise.all(paused.map((one) => (one.status === 'fulfilled' ? one.value() : undefined)));
  };
  const failed = paused.find((one) => one.status === 'rejected');
  if (!failed) return resume;
  await resume();
  throw failed.reason;
}

const postgresLocks = [postgresRelayLock, postgresLeaseLock];

async function pauseInPostgres(source: DatabaseSource): Promise<ResumeRelays> {
  const client = postgresClient(source);
  await client.connect();
  try {
    await client.query(`set lock_timeout = '${lockTimeoutSeconds}s'`);
    for (const lock of postgresLocks) await client.query('select pg_advisory_lock($1)', [lock]);
  } catch (error) {
    await client.end();
    throw new Error(`the relay of ${source.service} could not be paused`, { cause: error });
  }
  return async () => {
    // Released by name: the server ends a connection, and frees its locks, only after end() has returned.
    for (const lock of postgresLocks)
      await client.query('select pg_advisory_unlock($1)', [lock]).catch(() => undefined);
    await client.end();
  };
}

async function pauseInMysql(source: DatabaseSource): Promise<ResumeRelays> {
  const { service } = source;
  const connection = await mysqlConnection(source);
  const [rows] = await connection.query(`select get_lock(${mysqlRelayLock}, ${lockTimeoutSeconds}) as mine`);
  const mine = Array.isArray(rows) && rows[0] && 'mine' in rows[0] ? Number(rows[0].mine) : 0;
  if (mine === 1) {
    return async () => {
      await connection.query(`select release_lock(${mysqlRelayLock})`).catch(() => undefined);
      await connection.end();
    };
  }
  await connection.end();
  throw new Error(`the relay of ${service} could not be paused`);
}

export function postgresClient({ host, port, user, password, database, tls }: DatabaseSource): pg.Client {
  const client = new pg.Client({
    ...{ host, port, user, password, database },
    ssl: tls ? { ca: tls.ca, rejectUnauthorized: true } : false,
    connectionTimeoutMillis: 10_000,
  });
  // A server that shuts down fails the running query; the error event must not end the process.
  client.on('error', () => undefined);
  return client;
}

export const mysqlConnection = ({ host, port, user, password, database, tls }: DatabaseSource): Promise<Connection> =>
  createConnection({
    ...{ host, port, user, password, database },
    ...(tls ? { ssl: { ca: tls.ca, rejectUnauthorized: true, verifyIdentity: true } } : {}),
  });
