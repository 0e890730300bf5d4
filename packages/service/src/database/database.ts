/**
 * The service's own database through TypeORM: one pool, UTC, time-outs of statements and idle transactions, and a logger that
 * never prints parameters. TypeORM is used for entities, migrations and transactions; hot statements are SQL.
 */
import { deadlines } from '@mambogo/contracts/deadlines.ts';
import type { EntitySchema, MigrationInterface, Logger as OrmLogger } from 'typeorm';
import { DataSource } from 'typeorm';
import { mysqlWithLimits } from '../mysql-with-limits.ts';
import type { Logger } from '../telemetry/logger.ts';
import { BatchingClient } from './batching-client.ts';
import type { StoreTls } from './store-tls.ts';

export interface DatabaseSettings {
  /** postgres://role@host:port/database or mysql://...; without the password. */
  readonly url: string;
  readonly password: string;
  /** undefined: the connection is not encrypted. */
  readonly tls?: StoreTls;
  /** Maximum number of connections. */
  readonly pool: number;
  readonly appId: string;
  readonly entities: EntitySchema[];
  readonly migrations: (new () => MigrationInterface)[];
  readonly logger: Logger;
}

export function createDatabase({
  url,
  password,
  tls,
  pool,
  appId,
  entities,
  migrations,
  logger,
}: DatabaseSettings): DataSource {
  const { protocol, hostname, port, username, pathname } = new URL(url);
  const shared = {
    host: hostname,
    port: Number(port),
    username: decodeURIComponent(username),
    password,
    database: decodeURIComponent(pathname.slice(1)),
    entities,
    migrations,
    migrationsTableName: 'migration',
    logger: ormLogger(logger),
    poolSize: pool,
  };
  if (protocol === 'postgres:')
    return new DataSource({
      ...shared,
      type: 'postgres',
      ssl: tls ? { ...tls } : false,
      applicationName: appId,
      extra: {
        Client: BatchingClient,
        statement_timeout: deadlines.store.statement,
        // A frozen instance must not keep the relay lock, or a row's lock, forever.
        idle_in_transaction_session_timeout: deadlines.store.idleInTransaction,
        connectionTimeoutMillis: 5_000,
        options: '-c timezone=UTC',
      },
    });
  return new DataSource({
    ...shared,
    type: 'mariadb',
    charset: 'utf8mb4_general_ci',
    timezone: 'Z',
    // mysql2 verifies the certificate's name only with this option.
    ...(tls ? { ssl: { ...tls, verifyIdentity: true } } : {}),
    connectTimeout: 5_000,
    driver: mysqlWithLimits,
    extra: { enableKeepAlive: true, sessionLimits: deadlines.store },
  });
}

const ormLogger = (logger: Logger): OrmLogger => ({
  logQuery() {},
  logQueryError(error) {
    logger.debug({ reason: error instanceof Error ? error.message : error }, 'SQL statement failed');
  },
  logQuerySlow(time) {
    logger.warn({ event: 'database.slow_statement', milliseconds: time }, 'slow SQL statement');
  },
  logSchemaBuild(message) {
    logger.debug({ message }, 'TypeORM schema change');
  },
  logMigration(message) {
    logger.info({ event: 'database.migration', message }, 'TypeORM migration message');
  },
  log(level, message) {
    if (level === 'warn') logger.warn({ event: 'database.orm_warning', message }, 'TypeORM warning');
  },
});
