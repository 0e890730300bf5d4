/**
 * `node src/republish.ts --since 2026-01-31T12:00:00Z` of a service: marks the outbox rows since that time as unpublished, so
 * that the running service publishes them again. Without `--since`: all retained rows. `--reconciled`: marks detected rollbacks
 * of other services' databases as reconciled.
 */
import { parseArgs } from 'node:util';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { DataSource } from 'typeorm';
import { markRollbacksReconciled } from './inbox/source-rollbacks.ts';
import { republish, type Snapshots } from './outbox/republish.ts';
import { createTransactionRunner } from './unit-of-work.ts';

export interface RepublishTask {
  /** Not connected yet. */
  readonly database: DataSource;
  readonly service: string;
  /** The app id. */
  readonly source: string;
  readonly logger: Logger;
  readonly snapshots?: Snapshots;
}

export async function republishOnce(task: RepublishTask, args = process.argv.slice(2)): Promise<void> {
  const { database, source, logger } = task;
  const { since, reconciled } = readOptions(args);
  await database.initialize();
  try {
    const runInTransaction = createTransactionRunner({ database, source });
    const result = await republish({ ...task, runInTransaction }, { since });
    if (reconciled) await markRollbacksReconciled(database.manager);
    logger.info({ event: 'outbox.republished', since, ...result }, 'retained events queued for republishing');
  } finally {
    await database.destroy();
  }
}

function readOptions(args: string[]): { readonly since: Date | undefined; readonly reconciled: boolean } {
  const options = { since: { type: 'string' }, reconciled: { type: 'boolean', default: false } } as const;
  const { since, reconciled } = parseArgs({ args, options }).values;
  if (since === undefined) return { since, reconciled };
  const time = new Date(since);
  if (Number.isNaN(time.getTime()))
    throw new Error(`--since ${since} is not a valid time: use the format 2026-01-31T12:00:00Z`);
  return { since: time, reconciled };
}
