/** The stores' dump tools, as Debian installs them beside the servers. */
import { join } from 'node:path';
import type { DumpTools } from '@mambogo/operator/backup/back-up-databases.ts';
import type { RestoreTools } from '@mambogo/operator/backup/restore-databases.ts';
import { StartError } from '../supervisor/start-error.ts';
import { findCommand } from '../toolchain/find-command.ts';
import { findStoreServers } from '../toolchain/store-servers.ts';

export function findDumpTools(): DumpTools & RestoreTools {
  const { servers, missingPackages } = findStoreServers();
  if (!servers) throw new StartError(`missing: ${missingPackages.join(', ')}; npm start installs them`);
  const client = (name: string) => {
    const command = findCommand(name);
    if (!command) throw new StartError(`missing: ${name}; run: sudo apt-get install mariadb-client`);
    return command;
  };
  return {
    pgDump: join(servers.postgres, 'pg_dump'),
    pgRestore: join(servers.postgres, 'pg_restore'),
    mariadbDump: client('mariadb-dump'),
    mariadb: client('mariadb'),
  };
}
