/**
 * Evaluates NetworkPolicies: a connection is allowed when both its ends allow it. Not every cluster enforces policies, so tests
 * compare them with the blueprint this way. Pure.
 */

type Labels = Readonly<Record<string, string>>;
interface Selector {
  readonly matchLabels?: Labels;
}
export interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}
export interface PolicyPort {
  readonly protocol: 'TCP' | 'UDP';
  readonly port: number;
}
export interface PolicyRule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly PolicyPort[];
}
export interface NetworkPolicySpec {
  readonly podSelector: Selector;
  readonly policyTypes: readonly ('Ingress' | 'Egress')[];
  readonly ingress?: readonly PolicyRule[];
  readonly egress?: readonly PolicyRule[];
}
export interface Policy extends NetworkPolicySpec {
  readonly namespace: string;
}

/** One end of a connection; `outside` is not a pod of the cluster. */
export interface Endpoint {
  readonly namespace: string;
  readonly labels: Labels;
  readonly outside?: boolean;
}

export const allows = (
  policies: readonly Policy[],
  from: Endpoint,
  to: Endpoint,
  { port, protocol }: PolicyPort,
): boolean =>
  permits(policies, 'Egress', from, to, { port, protocol }) &&
  permits(policies, 'Ingress', to, from, { port, protocol });

/** Whether the policies that select `self` allow it to talk with `other`; a pod that no policy selects may talk with all. */
function permits(
  policies: readonly Policy[],
  direction: 'Ingress' | 'Egress',
  self: Endpoint,
  other: Endpoint,
  at: PolicyPort,
): boolean {
  if (self.outside) return true;
  const applicable = policies.filter(
    ({ namespace, podSelector, policyTypes }) =>
      namespace === self.namespace && policyTypes.includes(direction) && matches(podSelector, self.labels),
  );
  if (applicable.length === 0) return true;
  return applicable.some(({ namespace, ingress, egress }) =>
    ((direction === 'Ingress' ? ingress : egress) ?? []).some((rule) => {
      const peers = direction === 'Ingress' ? rule.from : rule.to;
      const port = !rule.ports || rule.ports.some((one) => one.port === at.port && one.protocol === at.protocol);
      return port && (!peers || peers.some((peer) => isPeer(peer, other, namespace)));
    }),
  );
}

function isPeer({ podSelector, namespaceSelector, ipBlock }: Peer, other: Endpoint, ownNamespace: string): boolean {
  if (ipBlock) return other.outside === true;
  if (other.outside) return false;
  const namespaceMatches = namespaceSelector
    ? matches(namespaceSelector, { 'kubernetes.io/metadata.name': other.namespace })
    : other.namespace === ownNamespace;
  return namespaceMatches && matches(podSelector ?? {}, other.labels);
}

const matches = ({ matchLabels = {} }: Selector, labels: Labels): boolean =>
  Object.entries(matchLabels).every(([name, value]) => labels[name] === value);
