/**
 * The embedded schema registry: Apicurio Registry with its data in the shop's PostgreSQL. Image contract: `java` (21 or newer) on
 * PATH, `quarkus-run.jar` in the working folder, files readable by user 999. Pure.
 */
import type { V1Container, V1DeploymentSpec, V1PodTemplateSpec } from '@kubernetes/client-node';
import type { KubeObject } from '../kube/kube-object.ts';
import { hashOf } from '../kube/object-hash.ts';
import { componentLabels } from '../labels.ts';
import { loginAt } from '../model/credential-generations.ts';
import type { EmbeddedRegistry } from '../model/schema-registry.ts';
import { schemaRegistryComponent, schemaRegistryObject, schemaRegistryPorts } from '../model/schema-registry-names.ts';
import type { ShopModel } from '../model/shop-model.ts';
import { withPodSettings } from './pod-settings.ts';
import { componentSelector, containerUserIds, restrictedPod, scratchVolume } from './restricted-pod.ts';
import type { DeriveSecretFor } from './secret-purposes.ts';
import { secretObject } from './secrets.ts';
import { serviceAccount } from './service-accounts.ts';
import { caVolume } from './store-certificates.ts';

const passwordKey = 'password';

export function schemaRegistryObjects(model: ShopModel, secret: DeriveSecretFor): KubeObject[] {
  const { storefront: shop, schemaRegistry } = model;
  if (!schemaRegistry?.embedded) return [];
  const name = schemaRegistryObject(shop);
  const labels = componentLabels(shop, schemaRegistryComponent);
  const selector = componentSelector(shop, schemaRegistryComponent);
  const password = secretObject(name, labels, { [passwordKey]: secret(schemaRegistry.passwordPurpose) });
  const store = model.stores.find((one) => one.name === schemaRegistry.store);
  const temporary = scratchVolume('tmp', '/tmp');
  const authorities = caVolume(shop);
  // A database that was set up again after data loss has no tables: the registry creates them when it starts.
  const uses = [password.data, model.certificates.authorities.get(schemaRegistry.store), store?.dataId];
  const template: V1PodTemplateSpec = {
    metadata: { labels, annotations: { 'mambogo.com/config': hashOf(uses) } },
    spec: restrictedPod({
      shop,
      images: model.images,
      serviceAccountName: name,
      user: containerUserIds.store,
      containers: [{ ...container(model, schemaRegistry, name), volumeMounts: [authorities.mount, temporary.mount] }],
      volumes: [authorities.volume, temporary.volume],
    }),
  };
  const spec: V1DeploymentSpec = {
    replicas: 1,
    revisionHistoryLimit: 3,
    selector: { matchLabels: selector },
    // Nobody waits for it, so a second one is not worth its memory.
    strategy: { type: 'Recreate' },
    template: withPodSettings(model, 'stores', schemaRegistryComponent, template),
  };
  const port = { name: 'http', port: schemaRegistryPorts.http, targetPort: schemaRegistryPorts.http, protocol: 'TCP' };
  return [
    serviceAccount(name, labels),
    password,
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, labels },
      spec: { type: 'ClusterIP', selector, ports: [port] },
    },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, labels }, spec },
  ];
}

function container(model: ShopModel, registry: EmbeddedRegistry, secretName: string): V1Container {
  const health = (path: string) => ({ httpGet: { path: `/health/${path}`, port: 'management' }, timeoutSeconds: 5 });
  return {
    name: schemaRegistryComponent,
    image: model.images.schemaRegistry,
    // Little code runs often, so the second compiler would cost more than it saves.
    command: ['java', '-Xmx192m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-jar', 'quarkus-run.jar'],
    env: [
      ...Object.entries(environment(registry, loginAt(registry.role, model.credentials.current))).map(
        ([name, value]) => ({ name, value }),
      ),
      {
        name: 'APICURIO_DATASOURCE_PASSWORD',
        valueFrom: { secretKeyRef: { name: secretName, key: passwordKey } },
      },
    ],
    ports: Object.entries(schemaRegistryPorts).map(([name, containerPort]) => ({
      name,
      containerPort,
      protocol: 'TCP',
    })),
    startupProbe: { ...health('ready'), periodSeconds: 2, failureThreshold: 150 },
    readinessProbe: { ...health('ready'), periodSeconds: 10, failureThreshold: 3 },
    livenessProbe: { ...health('live'), periodSeconds: 10, failureThreshold: 6 },
    resources: registry.resources,
  };
}

const environment = ({ databaseUrl }: EmbeddedRegistry, login: string): Record<string, string> => ({
  QUARKUS_HTTP_HOST: '0.0.0.0',
  QUARKUS_HTTP_PORT: String(schemaRegistryPorts.http),
  QUARKUS_MANAGEMENT_HOST: '0.0.0.0',
  QUARKUS_MANAGEMENT_PORT: String(schemaRegistryPorts.management),
  QUARKUS_HTTP_ACCESS_LOG_ENABLED: 'false',
  QUARKUS_LOG_LEVEL: 'WARN',
  APICURIO_STORAGE_KIND: 'sql',
  APICURIO_STORAGE_SQL_KIND: 'postgresql',
  APICURIO_DATASOURCE_URL: databaseUrl,
  APICURIO_DATASOURCE_USERNAME: login,
});
