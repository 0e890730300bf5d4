/** Annotations that configure a service's sidecar for Dapr's injector: the same as local/dapr/sidecar.ts sets by flags. Pure. */

import { componentName } from '@mambogo/blueprint/names.ts';
import { appHealthCheck } from '../model/app-health-check.ts';
import { caFileName, caFolder, podPorts } from '../model/cluster-placement.ts';
import { kafkaPasswordVariableAt } from '../model/kafka-authentication.ts';
import type { ServiceModel } from '../model/model.ts';
import type { ShopModel } from '../model/shop-model.ts';
import { kafkaPasswordKey, secretNames } from './secrets.ts';
import { caVolume } from './store-certificates.ts';

export function daprAnnotations(model: ShopModel, service: ServiceModel): Record<string, string> {
  const shop = model.storefront;
  const vouching = stateStoreCa(model, service);
  const { current, components } = model.credentials;
  const names = secretNames(service.appId, current);
  const passwords = [...new Set([components, current])].map(
    (generation) =>
      `${kafkaPasswordVariableAt(generation)}=${secretNames(service.appId, generation).sidecar}:${kafkaPasswordKey}`,
  );
  const settings: Readonly<Record<string, string | number | boolean>> = {
    enabled: true,
    'app-id': service.appId,
    'app-port': service.port,
    'app-protocol': 'http',
    config: componentName(shop, service.name),
    'api-token-secret': names.apiToken,
    'app-token-secret': names.appToken,
    ...(service.blueprint.components.includes('events') ? { 'env-from-secret': passwords.join(',') } : {}),
    'enable-native-sidecar': true,
    ...appHealthCheck,
    // Subscriptions are declarative; the application is not queried for any.
    'disable-init-endpoints': 'config,subscribe',
    // Dapr's operator resolves secret references of components, so no pod needs permission to read Secrets.
    'disable-builtin-k8s-secret-store': true,
    // Tokens exceed the default header limit of 4 KiB.
    'read-buffer-size': '64Ki',
    'graceful-shutdown-seconds': 5,
    'log-as-json': true,
    'enable-metrics': model.telemetry.sidecarMetrics,
    'metrics-port': podPorts.daprMetrics,
    'sidecar-seccomp-profile-type': 'RuntimeDefault',
    // Without a request, an autoscaler of the pod fails. Measured at rest: 3 millicores, 71 MiB.
    'sidecar-cpu-request': '20m',
    'sidecar-memory-request': '80Mi',
    'sidecar-memory-limit': '256Mi',
    env: ['GOMAXPROCS=1', 'GOGC=400', ...(vouching ? [`SSL_CERT_FILE=${vouching}`] : [])].join(','),
    ...(vouching ? { 'volume-mounts': `${caVolume(shop).mount.name}:${caFolder}` } : {}),
  };
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [`dapr.io/${name}`, String(value)]));
}

/**
 * Dapr's Redis component accepts no CA certificate: it uses Go's trust store, which this file replaces. Only for a sidecar that
 * connects to nothing else with certificates of public authorities.
 */
function stateStoreCa(model: ShopModel, { name, blueprint }: ServiceModel): string | undefined {
  const store = model.stores.find(({ server, users }) => server === 'redis' && users.includes(name));
  if (blueprint.store !== 'state' || !store || !model.certificates.authorities.has(store.name)) return undefined;
  return `${caFolder}/${caFileName(store.name)}`;
}
