/**
 * Runs a service's pending migrations, then its seed, under a lock of the database: instances that start together take
 * turns (TypeORM itself would run them twice and fail).
 */
import type { DataSource } from 'typeorm';
import type { Logger } from './logger.ts';

const lockName = 'mambogo-migrate';
const lockNumber = 7_262_001;

/** Connects, migrates, seeds, disconnects. */
export async function migrate(database: DataSource, logger: Logger, seed?: () => Promise<void>): Promise<void> {
  await database.initialize();
  const lock = database.createQueryRunner();
  try {
    await lock.connect();
    if (database.options.type === 'postgres') await lock.query('select pg_advisory_lock($1)', [lockNumber]);
    else await lock.query('select get_lock(?, 60)', [lockName]);
    const transaction = database.options.type === 'postgres' ? 'each' : 'none';
    const done = await database.runMigrations({ transaction });
    await seed?.();
    logger.info({ migrations: done.map(({ name }) => name) }, 'the database is up to date');
  } finally {
    await lock.release();
    await database.destroy();
  }
}
