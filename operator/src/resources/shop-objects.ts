/** Everything a shop is made of, in the order it is brought about; every object marked as whose it is. Pure. */
import type { ComponentTemplates } from '@mambogo/blueprint/component-templates.ts';
import type { KubeObject, OwnerReference } from '../kube/kube-object.ts';
import { managedBy, partLabels } from '../labels.ts';
import type { PlacedStore, ShopModel } from '../model/shop-model.ts';
import type { StoreServer } from '../model/store-server.ts';
import { autoscalers } from './autoscalers.ts';
import { daprObjects, sidecarReads } from './dapr-objects.ts';
import { disruptionBudgets } from './disruption-budgets.ts';
import { edgeObjects } from './edge.ts';
import { migrationJobs, prepareJobs } from './jobs.ts';
import { kafkaStore } from './kafka-store.ts';
import { limitsObject } from './limits.ts';
import { mysqlStore } from './mysql-store.ts';
import { networkPolicies } from './network-policies.ts';
import { postgresStore } from './postgres-store.ts';
import { redisStore } from './redis-store.ts';
import type { SecretFor } from './secret-purposes.ts';
import { serviceSecrets } from './secrets.ts';
import { serviceAccount } from './service-accounts.ts';
import { serviceWorkload } from './service-workloads.ts';
import { authoritiesFor, certificateObjects } from './store-certificates.ts';
import { topicEpochsObjects } from './topic-epochs.ts';

export interface ShopObjects {
  /** What the rest needs: accounts, credentials, policies, budgets. */
  readonly foundation: readonly KubeObject[];
  readonly stores: readonly KubeObject[];
  /** Databases, roles, topics, rights. */
  readonly setup: readonly KubeObject[];
  readonly migrations: readonly KubeObject[];
  readonly services: readonly KubeObject[];
  readonly edge: readonly KubeObject[];
}

const builders: Readonly<
  Record<StoreServer, (model: ShopModel, store: PlacedStore, secret: SecretFor) => KubeObject[]>
> = {
  postgres: postgresStore,
  mysql: mysqlStore,
  redis: redisStore,
  kafka: kafkaStore,
};

export function shopObjects(
  model: ShopModel,
  secret: SecretFor,
  templates: ComponentTemplates,
  owner: OwnerReference,
): ShopObjects {
  const dapr = daprObjects(model, templates);
  const secretsOf = new Map(model.services.map((service) => [service.name, serviceSecrets(model, service, secret)]));
  const own = (objects: readonly KubeObject[]) => objects.map((object) => owned(object, model.namespace, owner));
  return {
    foundation: own([
      ...model.services.map(({ appId, name }) => serviceAccount(appId, partLabels(model.storefront, name))),
      ...[...secretsOf.values()].flat(),
      ...certificateObjects(model),
      ...networkPolicies(model),
      ...disruptionBudgets(model),
    ]),
    stores: own(
      model.stores
        .filter(({ source }) => source.embedded)
        .flatMap((store) => builders[store.server](model, store, secret)),
    ),
    setup: own(prepareJobs(model, secret)),
    migrations: own(migrationJobs(model, secret)),
    services: own([
      ...dapr,
      limitsObject(model),
      ...topicEpochsObjects(model),
      ...model.workloads.flatMap((workload) => {
        const { service } = workload;
        const secrets = secretsOf.get(service.name)?.map(({ data }) => data);
        const theirs = service.name === 'payment' ? model.providerSecret : undefined;
        const vouching = authoritiesFor(model, service.name);
        const uses = [sidecarReads(dapr, model.storefront, service), secrets, vouching, ...(theirs ? [theirs] : [])];
        return serviceWorkload(model, workload, uses);
      }),
      ...autoscalers(model),
    ]),
    edge: own(edgeObjects(model)),
  };
}

const owned = (object: KubeObject, namespace: string, owner: OwnerReference): KubeObject => ({
  ...object,
  metadata: {
    ...object.metadata,
    namespace,
    labels: { ...object.metadata.labels, ...managedBy },
    ownerReferences: [owner],
  },
});
