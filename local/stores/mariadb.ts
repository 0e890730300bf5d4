/** MariaDB for one shop: a data folder of its own, a database and an account for each service, on loopback only. */
import { chownSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessSpec } from '../supervisor/process-spec.ts';
import { runCommand } from '../supervisor/run-command.ts';
import type { StoreServers } from '../toolchain/store-servers.ts';
import { onceFor } from './stamp.ts';
import { mariadbRoles } from './store-roles.ts';
import type { StoreRoom } from './store-room.ts';

/** First boot in a sibling folder, renamed when complete. Accounts are brought up to date before the server listens. */
export async function prepareMariadb(room: StoreRoom, programs: StoreServers): Promise<void> {
  if (!existsSync(room.folder)) await firstBoot(room, programs);
  const sql = mariadbRoles(room.secret('mariadb-root'), room.databases);
  await onceFor(sql, join(room.folder, 'roles.stamp'), () =>
    runCommand({
      command: programs.mariadbd,
      args: ['--no-defaults', '--bootstrap', `--datadir=${join(room.folder, 'data')}`, '--innodb-buffer-pool-size=16M'],
      folder: '/',
      user: room.user?.name,
      input: sql,
      log: room.log,
    }),
  );
}

async function firstBoot(room: StoreRoom, programs: StoreServers): Promise<void> {
  const partial = `${room.folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  if (room.user) chownSync(partial, room.user.uid, room.user.gid);
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
    user: room.user?.name,
    log: room.log,
  });
  renameSync(partial, room.folder);
}

export const mariadbProcess = (room: StoreRoom, programs: StoreServers): ProcessSpec => ({
  name: 'mariadb',
  command: programs.mariadbd,
  args: [
    '--no-defaults',
    `--datadir=${join(room.folder, 'data')}`,
    // Relative to the data folder: a path of a socket may not be long.
    '--socket=mariadb.sock',
    '--bind-address=127.0.0.1',
    `--port=${room.port}`,
    '--skip-name-resolve',
    '--innodb-buffer-pool-size=64M',
    '--character-set-server=utf8mb4',
    '--default-time-zone=+00:00',
  ],
  folder: '/',
  user: room.user?.name,
  ready: /ready for connections/,
  readyWithin: 120_000,
  orphanSignal: 'TERM',
  stopWithin: 20_000,
});
