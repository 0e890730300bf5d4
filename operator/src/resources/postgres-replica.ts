/** Read replicas of embedded PostgreSQL: hot standbys that stream from the primary. Pure. */
import { storePorts } from '../model/cluster-placement.ts';
import type { ReplicatedStore } from '../model/shop-model.ts';
import type { Embedded } from '../model/store-model.ts';
import { sizingOf } from '../model/store-sizes.ts';
import { postgresReplicaScript } from './postgres-replica-script.ts';
import { fastShutdown, hbaRules, postgresAdmin, serverArguments } from './postgres-store.ts';
import { type ReplicaParts, replicaPasswords } from './replica-parts.ts';
import { storeFolders } from './store-stateful-set.ts';

/** It receives the primary's WAL. */
const streaming = `PGPASSWORD=$(cat ${storeFolders.secret}/password) PGCONNECT_TIMEOUT=4 psql -X -A -t -w -h 127.0.0.1 -p ${storePorts.postgres} \\
  -U ${postgresAdmin} -d postgres -c "select 'streaming' from pg_stat_wal_receiver where status = 'streaming'" | grep -q streaming
`;

export function postgresReplica({ primary, replicas }: ReplicatedStore): ReplicaParts {
  const { host, port } = primary.address;
  const sizing = sizingOf('postgres', replicas.source as Embedded);
  return {
    start: postgresReplicaScript({
      folder: storeFolders.data,
      passwordFile: `${storeFolders.secret}/${replicaPasswords.replication}`,
      passFile: '/tmp/pgpass',
      primary: { host, port, caFile: `${storeFolders.tls}/ca.crt` },
      prelude: `set -eu\ntrap 'exit 143' TERM\n`,
      serverArguments: serverArguments(sizing.settings),
    }),
    files: { 'pg_hba.conf': hbaRules(replicas) },
    ready: streaming,
    answers: `pg_isready -q -h 127.0.0.1 -p ${storePorts.postgres} -U ${postgresAdmin}`,
    primaryAnswers: `pg_isready -q -t 4 -h ${host} -p ${port}`,
    ports: { postgres: port },
    scratch: ['/tmp', '/run/postgresql'],
    sharedMemory: true,
    beforeStop: fastShutdown,
    sizing,
  };
}
