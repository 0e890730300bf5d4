/**
 * Default deny, except along the blueprint's edges and to what every pod needs (DNS, Dapr's control plane). One policy isolates
 * every pod of a shop, and each pod has a policy of its own with what is allowed. Pure.
 */
import type { ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import { serviceBlueprint } from '@mambogo/blueprint/services.ts';
import type { KubeObject } from '../kube/kube-object.ts';
import { componentLabels, storefrontLabel } from '../labels.ts';
import { plainRedisPort, podPorts, redisBusPort } from '../model/cluster-placement.ts';
import type { ServiceModel } from '../model/model.ts';
import { shardsOf } from '../model/redis-shards.ts';
import { schemaRegistryComponent } from '../model/schema-registry-names.ts';
import { portOfUrl } from '../model/settings-repository.ts';
import type { PlacedStore, ShopModel } from '../model/shop-model.ts';
import { scalesByLag } from '../model/workload-model.ts';
import { kafkaPorts } from './kafka-store.ts';
import type { NetworkPolicySpec, PolicyRule } from './network-policy.ts';
import { anyPod, clusterOrRanges, dnsEgress, externalEgress, podPeer, ports, publicHttps } from './policy-rules.ts';
import { componentSelector } from './restricted-pod.ts';
import { isRegistryStore, registryEgress, registryPolicy } from './schema-registry-policy.ts';

export function networkPolicies(model: ShopModel): KubeObject[] {
  const shop = model.storefront;
  const policy = (component: string, spec: NetworkPolicySpec): KubeObject => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `${shop}-${component}`, labels: componentLabels(shop, component) },
    spec,
  });
  const open = (component: string, ingress: PolicyRule[], egress: PolicyRule[]) =>
    policy(component, {
      podSelector: { matchLabels: componentSelector(shop, component) },
      policyTypes: ['Ingress', 'Egress'],
      ingress,
      egress,
    });
  return [
    policy('closed', { podSelector: { matchLabels: { [storefrontLabel]: shop } }, policyTypes: ['Ingress', 'Egress'] }),
    ...model.services.map((service) => open(service.name, ingressOf(model, service), egressOf(model, service))),
    ...model.services
      .filter(({ blueprint }) => blueprint.migrates)
      .map((service) =>
        open(`${service.name}-migration`, [], [dnsEgress, ...storeEgress(model, service.name, ['postgres', 'mysql'])]),
      ),
    ...model.stores
      .filter(({ server }) => server !== 'redis')
      .map((store) => open(`${store.name}-setup`, [], [dnsEgress, storeRule(model, store)])),
    ...model.stores
      .filter(({ source }) => source.embedded)
      .map((store) => open(store.name, storeIngress(model, store), peersOf(model, store))),
    ...model.replicas.map(({ primary, replicas }) =>
      open(replicas.name, storeIngress(model, replicas), [dnsEgress, storeRule(model, primary)]),
    ),
    ...registryPolicy(model, storeRule).map(({ ingress, egress }) => open(schemaRegistryComponent, ingress, egress)),
  ];
}

function ingressOf(model: ShopModel, { name, port, sidecar }: ServiceModel): PolicyRule[] {
  const callers = model.services.filter(({ blueprint }) => blueprint.calls.some(({ service }) => service === name));
  return [
    ...(sidecar ? [{ from: [anyPod], ports: ports(...scrapedPorts(model)) }] : []),
    ...(sidecar && callers.length > 0
      ? [{ from: callers.map((caller) => podPeer(model, caller.name)), ports: ports(podPorts.daprInternal) }]
      : []),
    // The gateway is open to whatever is in front of it: an ingress controller, a load balancer, the simulator's callbacks.
    ...(name === 'gateway' ? [{ ports: ports(port) }] : []),
    // Open to payment, and to browsers through the ingress, which decides on the paths that are exposed.
    ...(name === 'psp-simulator' ? [{ ports: ports(port) }] : []),
  ];
}

/** Open to the kubelet and Prometheus, wherever it runs. */
const scrapedPorts = ({ telemetry }: ShopModel): number[] => [
  podPorts.health,
  ...(telemetry.sidecarMetrics ? [podPorts.daprMetrics] : []),
];

/** A collector in the cluster, or at an address of `spec.egress`. */
const tracesEgress = (model: ShopModel): PolicyRule[] =>
  model.telemetry.traces ? [clusterOrRanges(model, portOfUrl(model.telemetry.traces.endpoint))] : [];

function egressOf(model: ShopModel, service: ServiceModel): PolicyRule[] {
  const { name, blueprint, sidecar } = service;
  const gateway = model.services.find((candidate) => candidate.name === 'gateway');
  const callees = [...new Set(blueprint.calls.map((call) => call.service))];
  return [
    dnsEgress,
    ...(sidecar ? [controlPlane(model), ...tracesEgress(model)] : []),
    ...(callees.length > 0
      ? [{ to: callees.map((callee) => podPeer(model, callee)), ports: ports(podPorts.daprInternal) }]
      : []),
    ...storeEgress(model, name, ['postgres', 'mysql', 'redis', 'kafka']),
    ...issuerEgress(model, name),
    ...(blueprint.emits ? registryEgress(model) : []),
    ...(name === 'config' && model.settingsSource ? [externalEgress(model, model.settingsSource.port)] : []),
    ...(name === 'notification' && model.mail ? [mailEgress(model, model.mail.port)] : []),
    ...(name === 'payment' ? simulatorEgress(model) : []),
    ...(name === 'payment' && model.providerSecret ? [publicHttps] : []),
    ...(name === 'psp-simulator' && gateway ? [{ to: [podPeer(model, 'gateway')], ports: ports(gateway.port) }] : []),
  ];
}

/** A mail server in the cluster, or at an address of `spec.egress`; without addresses, egress is limited by port. */
const mailEgress = (model: ShopModel, port: number): PolicyRule =>
  model.egressCidrs.length > 0 ? clusterOrRanges(model, port) : externalEgress(model, port);

/** Where a simulator takes the place of a provider. */
export const simulatorEgress = (model: ShopModel): PolicyRule[] =>
  model.services
    .filter(({ name }) => name === 'psp-simulator')
    .map(({ name, port }) => ({ to: [podPeer(model, name)], ports: ports(port) }));

/** Dapr's operator (configuration) and sentry (certificates). */
const controlPlane = ({ daprNamespace }: ShopModel): PolicyRule => ({
  to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': daprNamespace } } }],
  ports: ports(6500, 50_001),
});

const storeEgress = (model: ShopModel, user: ServiceName, servers: readonly string[]): PolicyRule[] =>
  model.stores
    .filter(({ users, server }) => users.includes(user) && servers.includes(server))
    .flatMap((store) => [store, ...replicasIn(model, store)])
    .map((store) => storeRule(model, store));

const replicasIn = (model: ShopModel, store: PlacedStore): PlacedStore[] =>
  model.replicas.filter(({ primary }) => primary.name === store.name).map(({ replicas }) => replicas);

export function storeRule(model: ShopModel, store: PlacedStore): PolicyRule {
  if (store.source.embedded) return { to: [podPeer(model, store.name)], ports: ports(...portsOf(store)) };
  return externalEgress(model, store.address.port);
}

export const portsOf = ({ server, address, acceptsPlaintext }: PlacedStore): number[] =>
  server === 'redis' && acceptsPlaintext ? [address.port, plainRedisPort] : [address.port];

/** Services that would fetch keys from identity fetch them from the external issuer instead. */
const issuerEgress = (model: ShopModel, name: ServiceName): PolicyRule[] =>
  model.issuerPort !== undefined && serviceBlueprint(name).calls.some(({ service }) => service === 'identity')
    ? [externalEgress(model, model.issuerPort)]
    : [];

function storeIngress(model: ShopModel, store: PlacedStore): PolicyRule[] {
  const migrating = model.services.filter(({ name, blueprint }) => blueprint.migrates && store.users.includes(name));
  const sql = store.server === 'postgres' || store.server === 'mysql';
  const from = [
    ...store.users.map((user) => podPeer(model, user)),
    ...(sql ? migrating.map(({ name }) => podPeer(model, `${name}-migration`)) : []),
    ...(store.server === 'redis' ? [] : [podPeer(model, `${store.name}-setup`)]),
    ...replicasIn(model, store).map((replicas) => podPeer(model, replicas.name)),
    ...(isRegistryStore(model, store) ? [podPeer(model, schemaRegistryComponent)] : []),
  ];
  const members = memberPorts(store);
  return [
    { from, ports: ports(...portsOf(store)) },
    ...(members.length > 0 ? [{ from: [podPeer(model, store.name)], ports: ports(...members) }] : []),
    ...(store.server === 'kafka' ? lagReaders(model) : []),
  ];
}

/** KEDA, in whatever namespace it is installed, reads the lag of services that scale by it. */
const lagReaders = (model: ShopModel): PolicyRule[] =>
  model.kedaInstalled && model.workloads.some(scalesByLag)
    ? [
        {
          from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: 'keda-operator' } } }],
          ports: ports(kafkaPorts.client),
        },
      ]
    : [];

function peersOf(model: ShopModel, store: PlacedStore): PolicyRule[] {
  const members = memberPorts(store);
  return members.length > 0 ? [dnsEgress, { to: [podPeer(model, store.name)], ports: ports(...members) }] : [];
}

/** Ports at which members of a store talk to each other. */
function memberPorts(store: PlacedStore): number[] {
  if (store.server === 'kafka') return Object.values(kafkaPorts);
  return shardsOf(store) > 1 ? [store.address.port, redisBusPort] : [];
}
