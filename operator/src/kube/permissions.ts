/** The operator's permissions, as data: the chart's Role is generated from it, and a test compares it with the requests made. */
import {
  ingressClasses,
  kubernetesEvents,
  leases,
  managedKinds,
  namespaces,
  pods,
  type ResourceKind,
  storefrontBackups,
  storefrontRestores,
  storefronts,
  volumeClaims,
} from './resource-kinds.ts';

export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

const group = ({ apiVersion }: ResourceKind): string =>
  apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
const rule = (kind: ResourceKind, verbs: readonly string[], subresource = ''): PolicyRule => ({
  apiGroups: [group(kind)],
  resources: [`${kind.plural}${subresource}`],
  verbs,
});

/**
 * Cluster-wide, whatever namespaces the operator watches. When a namespace is deleted, its Roles go before the Storefronts that
 * wait for their finalizer: only cluster-wide permissions can release them. They expose Storefronts, namespaces and
 * IngressClasses, and no Secret. Events also report a Storefront in a namespace that no operator watches.
 */
export const storefrontRules: readonly PolicyRule[] = [
  rule(storefronts, ['get', 'list', 'watch', 'patch']),
  rule(storefronts, ['patch'], '/status'),
  rule(namespaces, ['get']),
  rule(kubernetesEvents, ['create', 'patch']),
  rule(ingressClasses, ['get']),
];

/** In each watched namespace, or cluster-wide when all are watched. */
export const shopRules: readonly PolicyRule[] = [
  ...managedKinds.map((kind) => rule(kind, ['get', 'list', 'watch', 'create', 'patch', 'delete'])),
  rule(storefrontBackups, ['get', 'list', 'watch', 'create', 'delete']),
  rule(storefrontBackups, ['patch'], '/status'),
  rule(storefrontRestores, ['get', 'list', 'watch']),
  rule(storefrontRestores, ['patch'], '/status'),
  rule(pods, ['list', 'delete']),
  rule(volumeClaims, ['list', 'patch', 'delete']),
  rule(kubernetesEvents, ['list']),
];

/** In the operator's own namespace. */
export const ownRules: readonly PolicyRule[] = [rule(leases, ['get', 'create', 'update', 'patch'])];
