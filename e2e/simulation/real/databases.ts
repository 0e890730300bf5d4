/** The databases of a simulated shop: created once by the services' own migrations, emptied between schedules. */
import { randomBytes } from 'node:crypto';
import { schema as inventory } from '@mambogo/inventory/src/store/database.ts';
import { schema as order } from '@mambogo/order/src/store/database.ts';
import { schema as payment } from '@mambogo/payment/src/store/database.ts';
import { schema as product } from '@mambogo/product/src/store/database.ts';
import { createDatabase } from '@mambogo/service/database/database.ts';
import { createTestDatabase } from '@mambogo/testing/test-database.ts';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { createTime } from './virtual-clock.ts';

export const schemas = { order, inventory, payment };
export type Service = keyof typeof schemas;
export const services: readonly Service[] = ['order', 'inventory', 'payment'];

export interface SimulatedDatabases {
  /** For reading their contents; belongs to no instance. */
  readonly own: Readonly<Record<Service, DataSource>>;
  readonly product: DataSource;
  /** A superuser's connection to the server itself. */
  readonly server: DataSource;
  /** A pool like an instance's; not connected yet. */
  open(service: Service, appId: string): DataSource;
  empty(): Promise<void>;
  drop(): Promise<void>;
}

const logger = pino({ level: 'silent' });

export async function createDatabases(): Promise<SimulatedDatabases> {
  const url = new URL(process.env.TEST_POSTGRES_URL ?? '');
  const password = decodeURIComponent(url.password);
  url.password = '';
  const connect = (name: string, appId: string, parts: Partial<typeof order> = {}, pool = 5) => {
    const own = new URL(url);
    if (name) own.pathname = `/${name}`;
    return createDatabase({
      ...{ url: own.href, password, pool, appId, logger },
      entities: parts.entities ?? [],
      migrations: parts.migrations ?? [],
    });
  };
  const server = await connect('', 'simulation', {}, 2).initialize();
  const names = { order: nameOf('order'), inventory: nameOf('inventory'), payment: nameOf('payment') };
  const make = async (service: Service): Promise<DataSource> => {
    const name = names[service];
    await server.query(`create database ${name}`);
    // Our own functions before PostgreSQL's; commits need not survive a power cut here.
    await server.query(`alter database ${name} set search_path = public, pg_catalog`);
    await server.query(`alter database ${name} set synchronous_commit = off`);
    // Keeps terminated connections out of the server's log.
    await server.query(`alter database ${name} set log_min_messages = panic`);
    const database = await connect(name, `simulation-${service}`, schemas[service], 2).initialize();
    for (const statement of createTime) await database.query(statement);
    await database.runMigrations({ transaction: 'each' });
    return database;
  };
  const own = { order: await make('order'), inventory: await make('inventory'), payment: await make('payment') };
  const catalogue = await createTestDatabase('mysql', product);
  return {
    own,
    product: catalogue.database,
    server,
    open: (service, appId) => connect(names[service], appId, schemas[service]),
    async empty() {
      for (const service of services) await emptyPostgres(own[service]);
      await emptyMariadb(catalogue.database);
    },
    async drop() {
      for (const service of services) {
        await own[service].destroy();
        await server.query(`drop database ${names[service]} with (force)`);
      }
      await server.destroy();
      await catalogue.drop();
    },
  };
}

const nameOf = (service: Service): string => `simulation_${service}_${process.pid}_${randomBytes(4).toString('hex')}`;

/** As a replica, so that the triggers of append-only logs do not run. */
const emptyPostgres = (database: DataSource) =>
  database.transaction(async (manager) => {
    const rows = await manager.query<{ name: string }[]>(
      `select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'migration'`,
    );
    await manager.query(
      `set local session_replication_role = replica; ${rows.map(({ name }) => `delete from ${name}`).join('; ')}`,
    );
  });

/** Keeps the catalogue. */
async function emptyMariadb(database: DataSource): Promise<void> {
  for (const table of ['stock_level', 'outbox', 'inbox', 'dead_letter', 'delivery_failure'])
    await database.query(`delete from ${table}`);
}
