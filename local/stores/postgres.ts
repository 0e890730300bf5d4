/** PostgreSQL for one shop: its own data folder, a role and a database per service, on loopback only. */
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { walForReplicas } from '@mambogo/operator/resources/postgres-store.ts';
import type { ProcessSpec } from '../supervisor/process-spec.ts';
import { runCommand } from '../supervisor/run-command.ts';
import { runIfChanged } from './run-if-changed.ts';
import type { StoreOptions } from './store-options.ts';
import { postgresReplication, postgresRoles } from './store-roles.ts';

/** The first boot initializes a sibling folder that is renamed when complete: a crash leaves nothing half-initialized. */
export async function preparePostgres(options: StoreOptions, programs: string): Promise<void> {
  if (existsSync(options.folder)) return;
  const partial = `${options.folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  const passwordFile = join(partial, 'password');
  writeFileSync(passwordFile, options.secret('postgres-superuser'), { mode: 0o600 });
  if (options.user) for (const path of [partial, passwordFile]) chownSync(path, options.user.uid, options.user.gid);
  await runCommand({
    command: join(programs, 'initdb'),
    args: [
      '-D',
      join(partial, 'data'),
      '-U',
      'postgres',
      '--pwfile',
      passwordFile,
      '--auth=scram-sha-256',
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
    ],
    folder: '/',
    user: options.user?.name,
    log: options.log,
  });
  rmSync(passwordFile);
  renameSync(partial, options.folder);
}

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '64MB',
  max_connections: 120,
  jit: 'off',
  // Neither statements nor values may be logged.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_line_prefix: '%m [%p] %a ',
};

/** Of a primary or a replica. */
export const postgresArguments = (port: number): string[] => [
  ...['-p', String(port)],
  ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
];

export const postgresProcess = (options: StoreOptions, programs: string): ProcessSpec => ({
  name: 'postgres',
  command: join(programs, 'postgres'),
  args: [
    ...['-D', join(options.folder, 'data'), ...postgresArguments(options.port)],
    ...(options.replicationPassword === undefined
      ? []
      : Object.entries(walForReplicas).flatMap(([name, value]) => ['-c', `${name}=${value}`])),
  ],
  folder: '/',
  user: options.user?.name,
  ready: /database system is ready to accept connections/,
  readyTimeoutMs: 120_000,
  // Fast shutdown: clients are disconnected, files are closed.
  stopSignal: 'SIGINT',
  orphanSignal: 'INT',
  stopTimeoutMs: 20_000,
});

/** Creates roles and databases on the running server; skipped when nothing changed. */
export async function createPostgresRoles(options: StoreOptions, programs: string): Promise<void> {
  const { databases, replicationPassword } = options;
  const sql = postgresRoles(databases) + (replicationPassword ? postgresReplication(replicationPassword) : '');
  await runIfChanged(sql, join(options.folder, 'roles.stamp'), () => psql(options, programs, sql));
}

/** Runs statements as the superuser; stops at the first failure. */
export const psql = (options: StoreOptions, programs: string, sql: string): Promise<string> =>
  runCommand({
    command: join(programs, 'psql'),
    args: [
      ...['-X', '-q', '-v', 'ON_ERROR_STOP=1'],
      ...['-h', '127.0.0.1', '-p', String(options.port), '-U', 'postgres', '-d', 'postgres'],
    ],
    environment: { PGPASSWORD: options.secret('postgres-superuser') },
    input: sql,
    log: options.log,
  });
