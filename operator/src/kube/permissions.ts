/** What the operator may do, as data: the chart's Role is generated from it, and a test holds it against what is asked. */
import {
  kubernetesEvents,
  leases,
  managedKinds,
  pods,
  type ResourceKind,
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

/** In each namespace it looks after, or cluster-wide when it looks after all. */
export const shopRules: readonly PolicyRule[] = [
  rule(storefronts, ['get', 'list', 'watch', 'patch']),
  rule(storefronts, ['patch'], '/status'),
  ...managedKinds.map((kind) => rule(kind, ['get', 'list', 'watch', 'create', 'patch', 'delete'])),
  rule(pods, ['list', 'delete']),
  rule(volumeClaims, ['list', 'patch', 'delete']),
  rule(kubernetesEvents, ['create']),
];

/** In its own namespace. */
export const ownRules: readonly PolicyRule[] = [rule(leases, ['get', 'create', 'update', 'patch'])];
