/** The stores' programs, as Debian packages them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findCommand, isExecutable } from './find-command.ts';

export interface StoreServers {
  /** Folder of postgres, initdb and psql. */
  readonly postgres: string;
  readonly mariadbd: string;
  readonly mariadbInstall: string;
  readonly redis: string;
}

/** Installed programs, and packages to install for missing ones. */
export function findStoreServers(): { servers?: StoreServers; missingPackages: string[] } {
  const postgres = postgresFolder();
  const mariadbd = findCommand('mariadbd');
  const mariadbInstall = findCommand('mariadb-install-db');
  const redis = findCommand('redis-server');
  const git = findCommand('git');
  const missingPackages = [
    ...(postgres ? [] : ['postgresql-15']),
    ...(mariadbd && mariadbInstall ? [] : ['mariadb-server']),
    ...(redis ? [] : ['redis-server']),
    // Of the config service.
    ...(git ? [] : ['git']),
  ];
  if (!postgres || !mariadbd || !mariadbInstall || !redis || !git) return { missingPackages };
  return { servers: { postgres, mariadbd, mariadbInstall, redis }, missingPackages };
}

/** Debian has a folder per major version; 15 first, as data folders stay with their version. */
function postgresFolder(): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = listed(root)
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) >= 15)
    .sort((a, b) => Number(a) - Number(b));
  return versions
    .map((version) => join(root, version, 'bin'))
    .find((folder) => ['postgres', 'initdb', 'psql'].every((name) => isExecutable(join(folder, name))));
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
