/** MariaDB for one shop: its own data folder, a database and an account per service, on loopback only. */
import { chownSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessSpec } from '../supervisor/process-spec.ts';
import { runCommand } from '../supervisor/run-command.ts';
import type { StoreServers } from '../toolchain/store-servers.ts';
import { runIfChanged } from './run-if-changed.ts';
import type { StoreOptions } from './store-options.ts';
import { mariadbRoles } from './store-roles.ts';

/** The first boot initializes a sibling folder that is renamed when complete. Accounts are updated before the server listens. */
export async function prepareMariadb(options: StoreOptions, programs: StoreServers): Promise<void> {
  if (!existsSync(options.folder)) await initializeDatabase(options, programs);
  makeFolder(temporaryFolder(options.folder), options);
  const sql = mariadbRoles(options.secret('mariadb-root'), options.databases);
  await runIfChanged(sql, join(options.folder, 'roles.stamp'), () =>
    runCommand({
      command: programs.mariadbd,
      args: [
        '--no-defaults',
        '--bootstrap',
        `--datadir=${join(options.folder, 'data')}`,
        '--innodb-buffer-pool-size=16M',
      ],
      folder: '/',
      environment: { TMPDIR: temporaryFolder(options.folder) },
      user: options.user?.name,
      input: sql,
      log: options.log,
    }),
  );
}

async function initializeDatabase(options: StoreOptions, programs: StoreServers): Promise<void> {
  const partial = `${options.folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  for (const folder of [partial, temporaryFolder(partial)]) makeFolder(folder, options);
  await runCommand({
    command: programs.mariadbInstall,
    args: [
      '--no-defaults',
      `--datadir=${join(partial, 'data')}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      '--skip-name-resolve',
    ],
    folder: '/',
    environment: { TMPDIR: temporaryFolder(partial) },
    user: options.user?.name,
    log: options.log,
  });
  renameSync(partial, options.folder);
}

/** A server removes all `#sql*` files of its folder of temporary files when it starts, also those of a server that shares it. */
const temporaryFolder = (folder: string): string => join(folder, 'tmp');

function makeFolder(folder: string, { user }: StoreOptions): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user) chownSync(folder, user.uid, user.gid);
}

export const mariadbProcess = (options: StoreOptions, programs: StoreServers): ProcessSpec => ({
  name: 'mariadb',
  command: programs.mariadbd,
  args: [
    '--no-defaults',
    `--datadir=${join(options.folder, 'data')}`,
    // Relative to the data folder: socket paths must be short.
    '--socket=mariadb.sock',
    '--bind-address=127.0.0.1',
    `--port=${options.port}`,
    '--skip-name-resolve',
    '--innodb-buffer-pool-size=64M',
    '--character-set-server=utf8mb4',
    '--default-time-zone=+00:00',
  ],
  folder: '/',
  environment: { TMPDIR: temporaryFolder(options.folder) },
  user: options.user?.name,
  ready: /ready for connections/,
  readyTimeoutMs: 120_000,
  orphanSignal: 'TERM',
  stopTimeoutMs: 20_000,
});
