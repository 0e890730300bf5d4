/**
 * Embedded PostgreSQL. Image contract: `initdb`, `postgres` and `pg_isready` on PATH, files owned by user 999. A Job creates
 * databases and roles once it runs. Network connections require TLS. Pure.
 */
import type { KubeObject } from '../kube/kube-object.ts';
import { replicationRole } from '../model/replica-names.ts';
import type { PlacedStore, ShopModel } from '../model/shop-model.ts';
import type { Embedded } from '../model/store-model.ts';
import { sizingOf } from '../model/store-sizes.ts';
import type { DeriveSecretFor } from './secret-purposes.ts';
import { storeSecret } from './secrets.ts';
import { scriptPrelude, storeFolders, storeStatefulSet } from './store-stateful-set.ts';

export const postgresAdmin = 'postgres';

const serverSettings = {
  listen_addresses: '*',
  port: 5432,
  unix_socket_directories: '/run/postgresql',
  shared_buffers: '64MB',
  max_connections: 200,
  jit: 'off',
  hba_file: `${storeFolders.config}/pg_hba.conf`,
  ssl: 'on',
  ssl_cert_file: `${storeFolders.tls}/tls.crt`,
  ssl_key_file: `${storeFolders.tls}/tls.key`,
  ssl_min_protocol_version: 'TLSv1.2',
  // Neither statements nor values may be logged.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_line_prefix: '"%m [%p] %a "',
};

/** The first boot initializes a sibling folder and renames it when complete; a folder that holds data is never removed. */
const startScript = (changed: Readonly<Record<string, string>>) => `${scriptPrelude}data=${storeFolders.data}/data
if [ ! -d "$data" ]; then
  begin_empty
  new=${storeFolders.data}/new
  rm -rf "$new"
  initdb -D "$new" -U ${postgresAdmin} --pwfile=${storeFolders.secret}/password \\
    --auth-host=scram-sha-256 --auth-local=scram-sha-256 -E UTF8 --locale=C.UTF-8
  sync "$new"
  mv "$new" "$data"
  begun
fi
exec postgres -D "$data" ${serverArguments(changed)}
`;

/** @param changed by size and parameters */
export const serverArguments = (changed: Readonly<Record<string, string>>): string =>
  Object.entries({ ...serverSettings, ...changed })
    .map(([name, value]) => `-c ${name}=${value === '*' || name in changed ? `'${value}'` : value}`)
    .join(' ');

/**
 * WAL that the primary keeps for replicas which were away. There are no replication slots: a replica that was away for longer
 * starts over, and none can fill the primary's volume.
 */
export const walForReplicas = { wal_keep_size: '256MB' };

/**
 * SIGTERM is PostgreSQL's smart shutdown, which waits for every client to disconnect: with pools, until it is killed. SIGINT is
 * the fast one. The server stays process 1, so that a stale lock file never names another process of the container.
 */
export const fastShutdown = `pid_file=${storeFolders.data}/data/postmaster.pid
if [ -f "$pid_file" ]; then
  read -r pid < "$pid_file"
  kill -INT "$pid"
fi
`;

/**
 * The keyword `all` names every database, and not replication.
 * @param generations of credentials that are accepted: logins of later ones are members of the role
 */
export const hbaRules = ({ acceptsPlaintext, source }: PlacedStore, generations: readonly number[]): string =>
  [
    'local all all scram-sha-256',
    `${acceptsPlaintext ? 'host' : 'hostssl'} all all all scram-sha-256`,
    ...(source.embedded && source.replicas > 0
      ? [`hostssl replication ${Math.max(...generations) > 1 ? '+' : ''}${replicationRole} all scram-sha-256`]
      : []),
    '',
  ].join('\n');

export const postgresStore = (model: ShopModel, store: PlacedStore, secret: DeriveSecretFor): KubeObject[] => {
  const source = store.source as Embedded;
  const sizing = sizingOf('postgres', source);
  const kept = source.replicas > 0 ? walForReplicas : {};
  return storeStatefulSet({
    model,
    store,
    files: {
      'start.sh': startScript({ ...kept, ...sizing.settings }),
      'pg_hba.conf': hbaRules(store, model.credentials.accepted),
    },
    secret: storeSecret(model, store, secret),
    ports: { postgres: 5432 },
    ready: { exec: { command: ['pg_isready', '-q', '-h', '127.0.0.1', '-U', postgresAdmin] }, timeoutSeconds: 5 },
    scratch: ['/tmp', '/run/postgresql'],
    sharedMemory: true,
    beforeStop: fastShutdown,
    sizing,
  });
};
