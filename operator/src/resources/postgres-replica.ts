/** Read replicas of embedded PostgreSQL: hot standbys that stream from the primary. Pure. */
import { storePorts } from '../model/cluster-placement.ts';
import { type CredentialGenerations, loginAt } from '../model/credential-generations.ts';
import { replicationRole } from '../model/replica-names.ts';
import type { ReplicatedStore } from '../model/shop-model.ts';
import type { Embedded } from '../model/store-model.ts';
import { sizingOf } from '../model/store-sizes.ts';
import { postgresReplicaScript } from './postgres-replica-script.ts';
import { fastShutdown, hbaRules, postgresAdmin, serverArguments } from './postgres-store.ts';
import { type ReplicaParts, replicaPasswords } from './replica-parts.ts';
import { storeFolders } from './store-stateful-set.ts';

interface Login {
  readonly login: string;
  readonly passwordFile: string;
}

/** It receives the primary's WAL. */
const streaming = ({
  login,
  passwordFile,
}: Login) => `PGPASSWORD=$(cat ${passwordFile}) PGCONNECT_TIMEOUT=4 psql -X -A -t -w -h 127.0.0.1 -p ${storePorts.postgres} \\
  -U ${login} -d postgres -c "select 'streaming' from pg_stat_wal_receiver where status = 'streaming'" | grep -q streaming
`;

/** What the administrator may see, a member of the replication role may too; its password does not change under a running replica. */
const observerAt = (generation: number): Login =>
  generation === 1
    ? { login: postgresAdmin, passwordFile: `${storeFolders.secret}/${replicaPasswords.admin}` }
    : {
        login: loginAt(replicationRole, generation),
        passwordFile: `${storeFolders.secret}/${replicaPasswords.replication}`,
      };

export function postgresReplica(
  { primary, replicas }: ReplicatedStore,
  { current, accepted }: CredentialGenerations,
): ReplicaParts {
  const { host, port } = primary.address;
  const sizing = sizingOf('postgres', replicas.source as Embedded);
  return {
    start: postgresReplicaScript({
      folder: storeFolders.data,
      login: loginAt(replicationRole, current),
      passwordFile: `${storeFolders.secret}/${replicaPasswords.replication}`,
      passFile: '/tmp/pgpass',
      primary: { host, port, caFile: `${storeFolders.tls}/ca.crt` },
      prelude: `set -eu\ntrap 'exit 143' TERM\n`,
      serverArguments: serverArguments(sizing.settings),
    }),
    files: { 'pg_hba.conf': hbaRules(replicas, accepted) },
    ready: streaming(observerAt(current)),
    answers: `pg_isready -q -h 127.0.0.1 -p ${storePorts.postgres} -U ${postgresAdmin}`,
    primaryAnswers: `pg_isready -q -t 4 -h ${host} -p ${port}`,
    ports: { postgres: port },
    scratch: ['/tmp', '/run/postgresql'],
    sharedMemory: true,
    beforeStop: fastShutdown,
    sizing,
  };
}
