/**
 * Restores the PostgreSQL database of one service of a stopped shop from a backup, into a new database that is renamed when
 * complete; the previous database is renamed and kept. The other services are ahead of it then: run `npm run reconcile`.
 */
import { createReadStream, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dumpFile } from '@mambogo/operator/backup/back-up-databases.ts';
import { type BackupManifest, readManifest } from '@mambogo/operator/backup/backup-manifest.ts';
import { parseDatabaseSource } from '@mambogo/operator/backup/database-source.ts';
import { restoreDatabase } from '@mambogo/operator/backup/restore-databases.ts';
import { addressSourceOf } from '../shop/locate-shop.ts';
import { shopAddresses } from '../shop/shop-addresses.ts';
import { storeServerOptions } from '../shop/store-server-options.ts';
import { postgresProcess, psql } from '../stores/postgres.ts';
import { requireFreePorts } from '../supervisor/ports.ts';
import { tryLock } from '../supervisor/runner-lock.ts';
import { StartError } from '../supervisor/start-error.ts';
import { createSupervisor } from '../supervisor/supervisor.ts';
import { findStoreServers } from '../toolchain/store-servers.ts';
import { backupLayout } from './backup-layout.ts';
import { findDumpTools } from './dump-tools.ts';
import type { RestoreOptions } from './restore-shop.ts';

export interface RestoredDatabase {
  readonly manifest: BackupManifest;
  /** Name under which the previous database is kept. */
  readonly previousDatabase: string;
}

export async function restoreServiceDatabase(
  service: string,
  { backup, shop, progress }: Omit<RestoreOptions, 'replace'>,
): Promise<RestoredDatabase> {
  const source = addressSourceOf(shop);
  const addresses = shopAddresses(source);
  const model = source.model.databases.find((one) => one.service === service && one.store === 'postgres');
  if (!model)
    throw new StartError(`--only ${service}: only a service with a PostgreSQL database can be restored alone`);
  const lock = await tryLock(source.dirs.dataDir);
  if ('heldBy' in lock) throw new StartError(`the shop runs, started by pid ${lock.heldBy}: stop it first`);
  const { servers } = findStoreServers();
  if (!servers) throw new StartError('the stores are not installed: npm start installs them');
  const supervisor = createSupervisor({ logs: source.dirs.logs, run: source.dirs.run }, progress);
  try {
    const manifest = await progress.step('verifying the backup', () => readManifest(backup));
    const from = backupLayout(backup);
    if (readFileSync(from.rootSecret, 'utf8') !== readFileSync(source.dirs.rootKeyFile, 'utf8'))
      throw new StartError('the backup is from a shop with another root secret: its data could not be decrypted');
    const { postgres } = storeServerOptions(source);
    await requireFreePorts(new Map([[source.ports.postgres, 'PostgreSQL']]));
    await supervisor.start('stores', postgresProcess(postgres, servers.postgres));
    const { database, role } = model;
    const [partial, previousDatabase] = [`${database}-restoring`, `${database}-before-${new Date().toISOString()}`];
    await psql(
      postgres,
      servers.postgres,
      `drop database if exists "${partial}";\ncreate database "${partial}" owner "${role}";`,
    );
    const target = { ...parseDatabaseSource(service, addresses.databaseUrl(model.service)), database: partial };
    await progress.step(`the database of ${service}`, () =>
      restoreDatabase(target, findDumpTools(), createReadStream(join(from.databases, dumpFile(target)))),
    );
    await psql(
      postgres,
      servers.postgres,
      `begin;
alter database "${database}" rename to "${previousDatabase}";
alter database "${partial}" rename to "${database}";
revoke all on database "${database}" from public;
commit;`,
    );
    // The backup may be from an earlier release.
    rmSync(join(source.dirs.postgres, `${service}.migrated`), { force: true });
    return { manifest, previousDatabase };
  } finally {
    await supervisor.stop();
    await lock.release();
  }
}
