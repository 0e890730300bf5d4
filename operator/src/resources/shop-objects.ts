/** All objects of a shop, by stage; every object carries its Storefront's labels. Pure. */
import type { ComponentTemplates } from '@mambogo/blueprint/component-templates.ts';
import type { KubeObject, OwnerReference } from '../kube/kube-object.ts';
import { componentLabels, managedBy } from '../labels.ts';
import type { PlacedStore, ShopModel } from '../model/shop-model.ts';
import type { StoreServer } from '../model/store-server.ts';
import { autoscalers } from './autoscalers.ts';
import { daprObjects, secretReaderRbac } from './dapr-objects.ts';
import { dashboardConfigMaps } from './dashboards.ts';
import { disruptionBudgets } from './disruption-budgets.ts';
import { ingressObjects } from './ingress.ts';
import { migrationJobs, setupJobs } from './jobs.ts';
import { kafkaStore } from './kafka-store.ts';
import { monitors } from './monitors.ts';
import { mysqlStore } from './mysql-store.ts';
import { networkPolicies } from './network-policies.ts';
import { postgresStore } from './postgres-store.ts';
import { rateLimitsConfigMap } from './rate-limits.ts';
import { readReplicas } from './read-replicas.ts';
import { redisStore } from './redis-store.ts';
import { schemaRegistryObjects } from './schema-registry.ts';
import type { DeriveSecretFor } from './secret-purposes.ts';
import { serviceSecrets } from './secrets.ts';
import { serviceAccount } from './service-accounts.ts';
import { serviceWorkload } from './service-workloads.ts';
import { caVolumeFor, certificateObjects } from './store-certificates.ts';
import { topicEpochsObjects } from './topic-epochs.ts';

export interface ShopObjects {
  /** Prerequisites of the rest: accounts, credentials, policies, budgets. */
  readonly foundation: readonly KubeObject[];
  readonly stores: readonly KubeObject[];
  /** Jobs for databases, roles, topics, ACLs. */
  readonly setup: readonly KubeObject[];
  readonly migrations: readonly KubeObject[];
  readonly services: readonly KubeObject[];
  /** Read replicas. Nothing waits for them. */
  readonly replicas: readonly KubeObject[];
  /** Nothing waits for it. */
  readonly schemaRegistry: readonly KubeObject[];
  readonly ingress: readonly KubeObject[];
}

const builders: Readonly<
  Record<StoreServer, (model: ShopModel, store: PlacedStore, secret: DeriveSecretFor) => KubeObject[]>
> = {
  postgres: postgresStore,
  mysql: mysqlStore,
  redis: redisStore,
  kafka: kafkaStore,
};

export function shopObjects(
  model: ShopModel,
  secret: DeriveSecretFor,
  templates: ComponentTemplates,
  owner: OwnerReference,
): ShopObjects {
  const dapr = daprObjects(model, templates);
  const secretsOf = new Map(model.services.map((service) => [service.name, serviceSecrets(model, service, secret)]));
  const own = (objects: readonly KubeObject[]) => objects.map((object) => withOwner(object, model.namespace, owner));
  return {
    foundation: own([
      ...model.services.map(({ appId, name }) => serviceAccount(appId, componentLabels(model.storefront, name))),
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
    setup: own(setupJobs(model, secret)),
    migrations: own(migrationJobs(model, secret)),
    services: own([
      ...dapr,
      rateLimitsConfigMap(model),
      ...topicEpochsObjects(model),
      ...model.workloads.flatMap((workload) => {
        const { service } = workload;
        const secrets = secretsOf.get(service.name)?.map(({ data }) => data);
        const providerSecret = service.name === 'payment' ? model.providerSecret : undefined;
        const vouching = caVolumeFor(model, service.name);
        const uses = [
          secretReaderRbac(dapr, model.storefront, service),
          secrets,
          vouching,
          ...(providerSecret ? [providerSecret] : []),
        ];
        return serviceWorkload(model, workload, uses);
      }),
      ...autoscalers(model, secret),
      ...monitors(model),
      ...dashboardConfigMaps(model),
    ]),
    replicas: own(model.replicas.flatMap((store) => readReplicas(model, store, secret))),
    schemaRegistry: own(schemaRegistryObjects(model, secret)),
    ingress: own(ingressObjects(model)),
  };
}

export const withOwner = (object: KubeObject, namespace: string, owner: OwnerReference): KubeObject => ({
  ...object,
  metadata: {
    ...object.metadata,
    namespace,
    labels: { ...object.metadata.labels, ...managedBy },
    ownerReferences: [owner],
  },
});
