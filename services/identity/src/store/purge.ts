/** Removes expired rows periodically; any number of instances may do so at once. */

import { createPollingWorker } from '@mambogo/service/process/polling-worker.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { DataSource } from 'typeorm';
import { purgeSecondFactors } from './second-factors.ts';

const batchSize = 1_000;
const securityEventDays = 90;

export interface PurgeSettings {
  readonly database: DataSource;
  readonly logger: Logger;
  readonly everySeconds: number;
  /** Seconds after which a failed attempt has no effect, whatever the count. */
  readonly failureSeconds: number;
}

export const createPurge = ({ database, logger, everySeconds, failureSeconds }: PurgeSettings): Worker =>
  createPollingWorker({
    name: 'purge-expired',
    seconds: everySeconds,
    logger,
    async tick() {
      await purgeExpired(database, failureSeconds);
      return false;
    },
  });

export async function purgeExpired(database: DataSource, failureSeconds: number): Promise<void> {
  for (let removed = batchSize; removed === batchSize; ) {
    [, removed] = await database.query<[unknown[], number]>(
      `delete from oidc_record where (model, id) in
         (select model, id from oidc_record where expires_at < now() limit $1 for update skip locked)`,
      [batchSize],
    );
  }
  await database.query('delete from revocation where expires_at < now()');
  await database.query('delete from password_reset where expires_at < now()');
  await database.query("delete from log_in_failure where since < now() - $1 * interval '1 second'", [failureSeconds]);
  await purgeSecondFactors(database);
  await database.query(`delete from security_event where at < now() - interval '${securityEventDays} days'`);
  await database.query(
    `delete from signed_in where used_at < now() - interval '1 hour'
       and not exists (select 1 from oidc_record where model = 'Session' and oidc_record.uid = signed_in.uid)`,
  );
}
