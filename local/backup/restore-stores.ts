/** Starts PostgreSQL and MariaDB in an empty data folder, restores a backup's dumps, and stops them. */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { dumpFile } from '@mambogo/operator/backup/back-up-databases.ts';
import { type DatabaseSource, parseDatabaseSource } from '@mambogo/operator/backup/database-source.ts';
import { restoreDatabase } from '@mambogo/operator/backup/restore-databases.ts';
import type { DatabaseModel } from '@mambogo/operator/model/model.ts';
import { type AddressSource, shopAddresses } from '../shop/shop-addresses.ts';
import { storeServerOptions } from '../shop/store-server-options.ts';
import { mariadbProcess, prepareMariadb } from '../stores/mariadb.ts';
import { createPostgresRoles, postgresProcess, preparePostgres } from '../stores/postgres.ts';
import type { Progress } from '../supervisor/progress.ts';
import { StartError } from '../supervisor/start-error.ts';
import { createSupervisor } from '../supervisor/supervisor.ts';
import { findStoreServers } from '../toolchain/store-servers.ts';
import { findDumpTools } from './dump-tools.ts';

/** @param dumps the folder of them */
export async function restoreStores(source: AddressSource, dumps: string, progress: Progress): Promise<void> {
  const { servers } = findStoreServers();
  if (!servers) throw new StartError('the stores are not installed: npm start installs them');
  const tools = findDumpTools();
  const { postgres, mariadb } = storeServerOptions(source);
  const shop = shopAddresses(source);
  const supervisor = createSupervisor({ logs: source.dirs.logs, run: source.dirs.run }, progress);
  const restore = (target: DatabaseSource) =>
    restoreDatabase(target, tools, createReadStream(join(dumps, dumpFile(target))));
  const restoreAll = (store: DatabaseModel['store']) =>
    Promise.all(
      source.model.databases
        .filter((database) => database.store === store)
        .map(({ service }) =>
          progress.step(`the database of ${service}`, () =>
            restore(parseDatabaseSource(service, shop.databaseUrl(service))),
          ),
        ),
    );
  const restorePostgres = async () => {
    await preparePostgres(postgres, servers.postgres);
    await supervisor.start('stores', postgresProcess(postgres, servers.postgres));
    await createPostgresRoles(postgres, servers.postgres);
    await restoreAll('postgres');
  };
  const restoreMariadb = async () => {
    await prepareMariadb(mariadb, servers);
    await supervisor.start('stores', mariadbProcess(mariadb, servers));
    await restoreAll('mysql');
  };
  try {
    const results = await Promise.allSettled([restorePostgres(), restoreMariadb()]);
    for (const one of results) if (one.status === 'rejected') throw one.reason;
  } finally {
    await supervisor.stop();
  }
}
