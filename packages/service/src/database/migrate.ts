/**
 * Runs a service's pending migrations, then its seed, under a database lock: instances that start together run them one after
 * another (TypeORM itself would run them twice and fail). Contract migrations wait for the next release (`releases.ts`).
 */
import type { DataSource, QueryRunner } from 'typeorm';
import type { Logger } from '../telemetry/logger.ts';
import { connect } from './connect.ts';
import { heldBack, migratedBy, type ReleaseMigrations, recordRelease } from './releases.ts';

const lockNumber = 7_262_001;
/** MySQL's locks are global to the server, so the name contains the database (hashed, as it may have 64 characters at most). */
const mysqlLock = `select get_lock(concat('mambogo-migrate-', md5(database())), 600) as acquired`;

/** Connects, migrates, seeds, disconnects. */
export async function migrate(
  database: DataSource,
  releases: readonly ReleaseMigrations[],
  logger: Logger,
  seed?: () => Promise<void>,
): Promise<void> {
  disableStatementTimeout(database);
  await connect(database, logger);
  const lock = database.createQueryRunner();
  try {
    await lock.connect();
    await takeLock(lock);
    const transaction = database.options.type === 'postgres' ? 'each' : 'none';
    await holdBackContracts(database, releases);
    const done = await database.runMigrations({ transaction });
    const own = releases.at(-1);
    if (own) await recordRelease(database, own.release);
    await seed?.();
    logger.info(
      { event: 'database.migrated', migrations: done.map(({ name }) => name) },
      'database migrations applied',
    );
  } finally {
    await lock.release();
    await database.destroy();
  }
}

/** TypeORM runs every migration it knows and the database has not had. */
async function holdBackContracts(database: DataSource, releases: readonly ReleaseMigrations[]): Promise<void> {
  const waiting = heldBack(releases, await migratedBy(database));
  const migrations = database.migrations.filter((one) => !waiting.some((held) => one instanceof held));
  Object.assign(database, { migrations });
}

/** Waiting for the lock and rebuilding a large table may take longer than the statement time-out. */
function disableStatementTimeout(database: DataSource): void {
  const unlimited = database.options.type === 'postgres' ? { statement_timeout: 0 } : { sessionLimits: undefined };
  // TypeORM's drivers connect with their own copy of the options.
  Object.assign(database.driver.options, { extra: { ...database.options.extra, ...unlimited } });
}

async function takeLock(runner: QueryRunner): Promise<void> {
  if (runner.connection.options.type === 'postgres') {
    await runner.query('select pg_advisory_lock($1)', [lockNumber]);
    return;
  }
  const [row] = (await runner.query(mysqlLock)) as { acquired: number | string | null }[];
  if (Number(row?.acquired) !== 1) throw new Error('another instance has been migrating this database for 10 minutes');
}
