/** How the world reaches the gateway: an Ingress, a route of the Gateway API, or (neither said) its Service alone. Pure. */
import { appId } from '@mambogo/blueprint/names.ts';
import { serviceBlueprint } from '@mambogo/blueprint/services.ts';
import type { KubeObject } from '../kube/kube-object.ts';
import { partLabels } from '../labels.ts';
import type { ShopModel } from '../model/shop-model.ts';

export function edgeObjects(model: ShopModel): KubeObject[] {
  const { ingress, gateway, hosts } = model.edge;
  const { name, port } = serviceBlueprint('gateway');
  const metadata = { name: appId(model.storefront, name), labels: partLabels(model.storefront, name) };
  if (gateway) {
    const rule = {
      matches: [{ path: { type: 'PathPrefix', value: '/' } }],
      backendRefs: [{ name: metadata.name, port }],
    };
    return [
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata,
        spec: { parentRefs: [gateway.parentRef], hostnames: hosts, rules: [rule] },
      },
    ];
  }
  if (!ingress) return [];
  const backend = { service: { name: metadata.name, port: { number: port } } };
  const http = { paths: [{ path: '/', pathType: 'Prefix', backend }] };
  return [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata,
      spec: {
        ...(ingress.className ? { ingressClassName: ingress.className } : {}),
        ...(ingress.tlsSecretName ? { tls: [{ hosts, secretName: ingress.tlsSecretName }] } : {}),
        rules: hosts.map((host) => ({ host, http })),
      },
    },
  ];
}
