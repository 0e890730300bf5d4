/**
 * The read replica of a shop's PostgreSQL: one process, whatever number the Storefront asks for, run by the same script as in a
 * cluster. Nothing waits for it: services read from the primary until it is there.
 */
import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { postgresReplicaScript } from '@mambogo/operator/resources/postgres-replica-script.ts';
import type { ProcessSpec } from '../supervisor/process-spec.ts';
import { postgresArguments } from './postgres.ts';
import type { StoreOptions } from './store-options.ts';

export interface PostgresReplicaOptions extends Pick<StoreOptions, 'folder' | 'port' | 'user'> {
  readonly primaryPort: number;
  readonly replicationPassword: string;
}

export function postgresReplicaProcess(options: PostgresReplicaOptions, programs: string): ProcessSpec {
  const { folder, port, user, primaryPort, replicationPassword } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = (name: string) => join(folder, name);
  const script = postgresReplicaScript({
    folder,
    passwordFile: file('password'),
    passFile: file('pgpass'),
    primary: { host: '127.0.0.1', port: primaryPort },
    prelude: 'set -eu\n',
    serverArguments: postgresArguments(port)
      .map((argument) => `'${argument}'`)
      .join(' '),
  });
  for (const [name, text] of [
    ['password', replicationPassword],
    ['start.sh', script],
  ] as const)
    writeFileSync(file(name), text, { mode: 0o600 });
  if (user) for (const path of [folder, file('password'), file('start.sh')]) chownSync(path, user.uid, user.gid);
  return {
    name: 'postgres-replica',
    command: 'sh',
    args: [file('start.sh')],
    folder: '/',
    environment: { PATH: [programs, process.env.PATH].join(delimiter) },
    user: user?.name,
    ready: /ready to accept read-only connections/,
    readyTimeoutMs: 600_000,
    stopSignal: 'SIGINT',
    orphanSignal: 'INT',
    stopTimeoutMs: 20_000,
  };
}
