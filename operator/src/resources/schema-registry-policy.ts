/**
 * Who may reach the schema registry: the services that register schemas, and nobody else until another policy allows it. It has
 * no log-in of its own. Pure.
 */
import { schemaRegistryComponent, schemaRegistryPorts } from '../model/schema-registry-names.ts';
import type { PlacedStore, ShopModel } from '../model/shop-model.ts';
import type { PolicyRule } from './network-policy.ts';
import { clusterOrRanges, dnsEgress, podPeer, ports } from './policy-rules.ts';

export interface Rules {
  readonly ingress: PolicyRule[];
  readonly egress: PolicyRule[];
}

/** None for a registry that the operator does not run. */
export function registryPolicy(
  model: ShopModel,
  storeRule: (model: ShopModel, store: PlacedStore) => PolicyRule,
): Rules[] {
  const store = model.stores.find((one) => isRegistryStore(model, one));
  if (!store) return [];
  const publishers = model.services.filter(({ blueprint }) => blueprint.emits);
  return [
    {
      ingress: [{ from: publishers.map(({ name }) => podPeer(model, name)), ports: ports(schemaRegistryPorts.http) }],
      egress: [dnsEgress, storeRule(model, store)],
    },
  ];
}

/** Of a service that publishes events. */
export function registryEgress(model: ShopModel): PolicyRule[] {
  const { schemaRegistry } = model;
  if (!schemaRegistry) return [];
  return schemaRegistry.embedded
    ? [{ to: [podPeer(model, schemaRegistryComponent)], ports: ports(schemaRegistryPorts.http) }]
    : [clusterOrRanges(model, schemaRegistry.port)];
}

/** The registry's database is on it. */
export const isRegistryStore = ({ schemaRegistry }: ShopModel, { name }: PlacedStore): boolean =>
  schemaRegistry?.embedded === true && schemaRegistry.store === name;
