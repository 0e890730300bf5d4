/**
 * Read replicas of embedded PostgreSQL: hot standbys that stream from the primary, in a StatefulSet of their own behind a Service
 * `<store>-ro`. Their volumes hold copies and are deleted with them. Pure.
 */
import type { KubeObject } from '../kube/kube-object.ts';
import { componentLabels } from '../labels.ts';
import { storePorts } from '../model/cluster-placement.ts';
import type { PlacedStore, ShopModel } from '../model/shop-model.ts';
import type { Embedded } from '../model/store-model.ts';
import { sizingOf } from '../model/store-sizes.ts';
import { postgresReplicaScript } from './postgres-replica-script.ts';
import { fastShutdown, hbaRules, postgresAdmin, serverArguments } from './postgres-store.ts';
import { adminPasswordPurpose, type DeriveSecretFor, replicationPasswordPurpose } from './secret-purposes.ts';
import { secretObject, storeSecretName } from './secrets.ts';
import { storeFolders, storeStatefulSet } from './store-stateful-set.ts';

/** It receives the primary's WAL. */
const streaming = `PGPASSWORD=$(cat ${storeFolders.secret}/password) PGCONNECT_TIMEOUT=4 psql -X -A -t -w -h 127.0.0.1 -p ${storePorts.postgres} \\
  -U ${postgresAdmin} -d postgres -c "select 'streaming' from pg_stat_wal_receiver where status = 'streaming'" | grep -q streaming
`;

/** A restart lets a replica find out whether it has to start over. */
const alive = ({ address: { host, port } }: PlacedStore): string => `sh ${storeFolders.config}/ready.sh && exit 0
pg_isready -q -h 127.0.0.1 -p ${storePorts.postgres} -U ${postgresAdmin} || exit 1
! pg_isready -q -t 4 -h ${host} -p ${port}
`;

export function postgresReplicas(
  model: ShopModel,
  { primary, replicas }: { readonly primary: PlacedStore; readonly replicas: PlacedStore },
  secret: DeriveSecretFor,
): KubeObject[] {
  const sizing = sizingOf('postgres', replicas.source as Embedded);
  const start = postgresReplicaScript({
    folder: storeFolders.data,
    passwordFile: `${storeFolders.secret}/replication-password`,
    passFile: '/tmp/pgpass',
    primary: { ...primary.address, caFile: `${storeFolders.tls}/ca.crt` },
    prelude: `set -eu\ntrap 'exit 143' TERM\n`,
    serverArguments: serverArguments(sizing.settings),
  });
  return storeStatefulSet({
    model,
    store: replicas,
    holds: 'copies',
    files: {
      'start.sh': start,
      'pg_hba.conf': hbaRules(replicas),
      'ready.sh': streaming,
      'alive.sh': alive(primary),
    },
    secret: secretObject(
      storeSecretName(model.storefront, replicas),
      componentLabels(model.storefront, replicas.name),
      {
        password: secret(adminPasswordPurpose(primary)),
        'replication-password': secret(replicationPasswordPurpose(primary)),
      },
    ),
    ports: { postgres: primary.address.port },
    ready: { exec: { command: ['sh', `${storeFolders.config}/ready.sh`] }, timeoutSeconds: 10 },
    alive: { exec: { command: ['sh', `${storeFolders.config}/alive.sh`] }, timeoutSeconds: 15 },
    scratch: ['/tmp', '/run/postgresql'],
    sharedMemory: true,
    beforeStop: fastShutdown,
    sizing,
  });
}
