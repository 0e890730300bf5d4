/**
 * Exposes the gateway: an Ingress, a route of the Gateway API, or (with neither in the spec) its Service alone. With the payment
 * provider's simulator, its browser pages are exposed too, under a path of their own. Pure.
 */
import { appId } from '@mambogo/blueprint/names.ts';
import { serviceBlueprint } from '@mambogo/blueprint/services.ts';
import type { KubeObject } from '../kube/kube-object.ts';
import { componentLabels } from '../labels.ts';
import { providerPath } from '../model/cluster-placement.ts';
import type { ShopModel } from '../model/shop-model.ts';

export function ingressObjects(model: ShopModel): KubeObject[] {
  const { ingress, gateway, hosts } = model.exposure;
  const { name } = serviceBlueprint('gateway');
  const annotations = ingress?.annotations ?? gateway?.annotations;
  const metadata = {
    name: appId(model.storefront, name),
    labels: componentLabels(model.storefront, name),
    ...(annotations ? { annotations } : {}),
  };
  if (gateway) {
    const rules = routePaths(model).map(({ path, service, port }) => ({
      matches: [{ path: { type: 'PathPrefix', value: path } }],
      backendRefs: [{ name: service, port }],
    }));
    return [
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata,
        spec: { parentRefs: [gateway.parentRef], hostnames: hosts, rules },
      },
    ];
  }
  if (!ingress) return [];
  const paths = routePaths(model).map(({ path, service, port }) => ({
    path,
    pathType: 'Prefix',
    backend: { service: { name: service, port: { number: port } } },
  }));
  return [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata,
      spec: {
        ...(ingress.className ? { ingressClassName: ingress.className } : {}),
        ...(ingress.tlsSecretName ? { tls: [{ hosts, secretName: ingress.tlsSecretName }] } : {}),
        rules: hosts.map((host) => ({ host, http: { paths } })),
      },
    },
  ];
}

interface RoutePath {
  /** Prefix match; the longest matching path wins. */
  readonly path: string;
  readonly service: string;
  readonly port: number;
}

function routePaths({ storefront, services }: ShopModel): RoutePath[] {
  const to = (path: string, name: 'gateway' | 'psp-simulator'): RoutePath => ({
    path,
    service: appId(storefront, name),
    port: serviceBlueprint(name).port,
  });
  const simulated = services.some(({ name }) => name === 'psp-simulator');
  return [...(simulated ? [to(providerPath, 'psp-simulator')] : []), to('/', 'gateway')];
}
