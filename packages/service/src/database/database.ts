/**
 * The service's own database through TypeORM: one pool, UTC, time-outs of statements and idle transactions, and a logger that never prints
 * parameters. TypeORM is used for entities, migrations and transactions; hot statements are SQL.
 */
import { deadlines } from '@mambogo/contracts/deadlines.ts';
import type { EntitySchema, MigrationInterface, Logger as OrmLogger } from 'typeorm';
import { DataSource } from 'typeorm';
import { mysqlWithLimits } from '../mysql-with-limits.ts';
import type { Logger } from '../telemetry/logger.ts';
import { PreparedStatementClient } from './prepared-statement-client.ts';
import type { StoreTls } from './store-tls.ts';

export interface DatabaseSettings {
  /** postgres://role@host:port/database or mysql://...; the password comes apart from it. */
  readonly url: string;
  readonly password: string;
  /** undefined: the connection is not encrypted. */
  readonly tls?: StoreTls;
  /** Connections at most. */
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
        Client: PreparedStatementClient,
        statement_timeout: deadlines.store.statement,
        // A frozen instance must not keep the relay's turn, or a row's lock, for ever.
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
    // mysql2 compares the certificate's name only when told to.
    ...(tls ? { ssl: { ...tls, verifyIdentity: true } } : {}),
    connectTimeout: 5_000,
    driver: mysqlWithLimits,
    extra: { enableKeepAlive: true, sessionLimits: deadlines.store },
  });
}

const ormLogger = (logger: Logger): OrmLogger => ({
  logQuery() {},
  logQueryError(error) {
    logger.debug({ reason: error instanceof Error ? error.message : error }, 'a statement failed');
  },
  logQuerySlow(time) {
    logger.warn({ milliseconds: time }, 'a statement was slow');
  },
  logSchemaBuild(message) {
    logger.debug(message);
  },
  logMigration(message) {
    logger.info(message);
  },
  log(level, message) {
    if (level === 'warn') logger.warn({ message }, 'from the ORM');
  },
});
