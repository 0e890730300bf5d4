/** Parts of network policies. Pure. */
import type { ShopModel } from '../model/shop-model.ts';
import type { Peer, PolicyPort, PolicyRule } from './network-policy.ts';
import { componentSelector } from './restricted-pod.ts';

export const ports = (...numbers: number[]): PolicyPort[] => numbers.map((port) => ({ protocol: 'TCP', port }));
export const podPeer = (model: ShopModel, component: string): Peer => ({
  podSelector: { matchLabels: componentSelector(model.storefront, component) },
});
export const anyPod: Peer = { namespaceSelector: {} };

/** DNS servers are whatever listens on port 53. */
export const dnsEgress: PolicyRule = {
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
};

/** What may be in the cluster, or at an address of `spec.egress`. */
export const clusterOrRanges = ({ egressCidrs }: ShopModel, port: number): PolicyRule => ({
  to: [anyPod, ...egressCidrs.map((cidr) => ({ ipBlock: { cidr } }))],
  ports: ports(port),
});

/** An external address is known by its CIDR ranges only; without any, egress is limited by port. */
export function externalEgress({ egressCidrs }: ShopModel, port: number): PolicyRule {
  const to = egressCidrs.map((cidr) => ({ ipBlock: { cidr } }));
  return { ...(to.length > 0 ? { to } : {}), ports: ports(port) };
}

/** An external provider has many, changing addresses: any public address is allowed, and no private, node or metadata address. */
export const publicHttps: PolicyRule = {
  to: [
    {
      ipBlock: {
        cidr: '0.0.0.0/0',
        except: [
          '0.0.0.0/8',
          '10.0.0.0/8',
          '100.64.0.0/10',
          '127.0.0.0/8',
          '169.254.0.0/16',
          '172.16.0.0/12',
          '192.0.0.0/24',
          '192.168.0.0/16',
          '198.18.0.0/15',
          '224.0.0.0/3',
        ],
      },
    },
    { ipBlock: { cidr: '2000::/3' } },
  ],
  ports: ports(443),
};
