/**
 * Read replicas of an embedded SQL store: copies that follow the primary, in a StatefulSet of their own behind a Service
 * `<store>-ro`. Their volumes are deleted with them. They are ready while they receive what the primary writes. Pure.
 */
import type { KubeObject } from '../kube/kube-object.ts';
import { componentLabels } from '../labels.ts';
import { loginAt } from '../model/credential-generations.ts';
import { replicationRole } from '../model/replica-names.ts';
import type { ReplicatedStore, ShopModel } from '../model/shop-model.ts';
import { mysqlReplica } from './mysql-replica.ts';
import { postgresReplica } from './postgres-replica.ts';
import { replicaPasswords } from './replica-parts.ts';
import { adminPasswordPurpose, type DeriveSecretFor, replicationPasswordPurpose } from './secret-purposes.ts';
import { secretObject, storeSecretName } from './secrets.ts';
import { storeFolders, storeStatefulSet } from './store-stateful-set.ts';

export function readReplicas(model: ShopModel, store: ReplicatedStore, secret: DeriveSecretFor): KubeObject[] {
  const { primary, replicas } = store;
  const { start, ready, answers, primaryAnswers, files, ...parts } =
    replicas.server === 'postgres'
      ? postgresReplica(store, model.credentials)
      : mysqlReplica(store, loginAt(replicationRole, model.credentials.current));
  return storeStatefulSet({
    ...parts,
    model,
    store: replicas,
    holds: 'copies',
    files: { 'start.sh': start, ...files, 'ready.sh': ready, 'alive.sh': alive(answers, primaryAnswers) },
    secret: secretObject(
      storeSecretName(model.storefront, replicas),
      componentLabels(model.storefront, replicas.name),
      {
        [replicaPasswords.admin]: secret(adminPasswordPurpose(primary), 1),
        [replicaPasswords.replication]: secret(replicationPasswordPurpose(primary)),
      },
    ),
    ready: { exec: { command: ['sh', `${storeFolders.config}/ready.sh`] }, timeoutSeconds: 10 },
    alive: { exec: { command: ['sh', `${storeFolders.config}/alive.sh`] }, timeoutSeconds: 15 },
  });
}

/** A restart lets a replica find out whether it has to start over. */
const alive = (answers: string, primaryAnswers: string): string => `sh ${storeFolders.config}/ready.sh && exit 0
${answers} || exit 1
! ${primaryAnswers}
`;
