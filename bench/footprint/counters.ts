/**
 * Counters of a shop that only rise:
 *
 * - `cpu.NAME`: CPU-ms of a process; `cpu.postgres.NAME`: of the database connections of a service
 * - `commits.NAME`, `bytes.NAME`: transactions and size of a service's PostgreSQL database
 * - `wal.postgres`, `wal.mariadb`: bytes of the write-ahead logs
 * - `notifications.order`: changes of orders that were announced by NOTIFY
 * - `events.TOPIC`, `bytes.TOPIC`: events in the publisher's outbox, and bytes in Kafka
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { services } from '@mambogo/blueprint/services.ts';
import { topics } from '@mambogo/blueprint/topics.ts';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import type { Shop } from '../../local/shop/shop.ts';
import { shopDirs } from '../../local/shop/shop-dirs.ts';
import { createSuperusers } from '../../local/test-runner/create-superusers.ts';
import { cpuOf, processesOf } from '../process-cost.ts';
import { measureDatabaseCpu } from './cpu-by-database.ts';

export type Counts = ReadonlyMap<string, number>;

export interface Counters {
  cpu(): Counts;
  /** PostgreSQL publishes its counters when a connection was idle for 10 s: see `statisticsDelayMs`. */
  stores(): Promise<Counts>;
  /** Open connections of each service to its SQL database. */
  connections(): Promise<Counts>;
  close(): Promise<void>;
}

export const statisticsDelayMs = 11_000;

const inPostgres = services.filter(({ store }) => store === 'postgres').map(({ name }) => name);

export async function createCounters(shop: Shop): Promise<Counters> {
  const urls = await createSuperusers(shop);
  const postgres = new pg.Client(urls.postgres);
  const mariadb = await createConnection(urls.mysql);
  const databases = inPostgres.map((name) => ({ name, client: new pg.Client(shop.databaseUrl(name)) }));
  await Promise.all([postgres.connect(), ...databases.map(({ client }) => client.connect())]);
  const { kafka } = shopDirs(shop.folders.data);
  const byDatabase = measureDatabaseCpu(processesOf(shop).get('postgres') ?? 0);

  async function ofServers(): Promise<[string, number][]> {
    const { rows } = await postgres.query<{ name: string; commits: number; bytes: number; wal: number }>(
      `select datname as name, xact_commit::float8 as commits, pg_database_size(datname)::float8 as bytes,
              pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as wal
       from pg_stat_database where datname = any($1)`,
      [inPostgres],
    );
    return [
      ['wal.postgres', rows[0]?.wal ?? Number.NaN],
      ['wal.mariadb', await status('Innodb_lsn_current')],
      ...rows.flatMap(({ name, commits, bytes }): [string, number][] => [
        [`commits.${name}`, commits],
        [`bytes.${name}`, bytes],
      ]),
    ];
  }

  async function status(name: string): Promise<number> {
    const [rows] = await mariadb.query('show global status like ?', [name]);
    const row: unknown = Array.isArray(rows) ? rows[0] : undefined;
    if (row && typeof row === 'object' && 'Value' in row) return Number(row.Value);
    throw new Error(`MariaDB has no status ${name}`);
  }

  /** All events of an order but its first: see services/order/src/store/order-store.ts. */
  async function notified(): Promise<number> {
    const orders = databases.find(({ name }) => name === 'order');
    const counted = await orders?.client.query<{ n: number }>(
      'select count(*)::float8 as n from order_event where version > 1',
    );
    return counted?.rows[0]?.n ?? Number.NaN;
  }

  async function published(): Promise<[string, number][]> {
    const counted = databases.map(({ client }) =>
      client.query<{ topic: string; n: number }>('select topic, count(*)::float8 as n from outbox group by topic'),
    );
    const found = (await Promise.all(counted)).flatMap(({ rows }) => rows);
    return found.map(({ topic, n }) => [`events.${topic}`, n]);
  }

  return {
    cpu() {
      const pids = processesOf(shop);
      return new Map([
        ...[...cpuOf(pids)].map(([name, used]) => [`cpu.${name}`, used] as const),
        ...[...byDatabase.read()]
          .filter(([name]) => inPostgres.some((one) => one === name))
          .map(([name, used]) => [`cpu.postgres.${name}`, used] as const),
      ]);
    },
    async stores() {
      return new Map([
        ...(await ofServers()),
        ['notifications.order', await notified()],
        ...(await published()),
        ...topics.map(({ name }) => [`bytes.${name}`, bytesOf(kafka, name)] as const),
      ]);
    },
    async connections() {
      const { rows } = await postgres.query<{ name: string; n: number }>(
        'select datname as name, count(*)::float8 as n from pg_stat_activity where datname = any($1) and pid <> pg_backend_pid() group by 1',
        [inPostgres],
      );
      // The bench has one of its own to each.
      return new Map([
        ...rows.map(({ name, n }) => [name, n - 1] as const),
        ['product', (await status('Threads_connected')) - 1],
      ]);
    },
    async close() {
      byDatabase.stop();
      await Promise.all([postgres.end(), mariadb.end(), ...databases.map(({ client }) => client.end())]);
    },
  };
}

/** Of all partitions of a topic, in the broker's segments. */
function bytesOf(kafka: string, topic: string): number {
  const partition = new RegExp(`(^|/)${topic.replaceAll('.', '\\.')}-\\d+/[^/]+\\.log$`);
  const files = readdirSync(kafka, { recursive: true, encoding: 'utf8' }).filter((file) => partition.test(file));
  return files.reduce((sum, file) => sum + (statSync(join(kafka, file), { throwIfNoEntry: false })?.size ?? 0), 0);
}
