/** Addresses of a shop in a cluster: stores and services by their Services' names, one network address per pod. Pure. */
import { appId } from '@mambogo/blueprint/names.ts';
import type { ServiceBlueprint } from '@mambogo/blueprint/service-blueprint.ts';
import type { Storefront } from '../api/storefront.ts';
import { type CredentialGenerations, loginAt } from './credential-generations.ts';
import type { ExternalAccess } from './external-access.ts';
import { kafkaPasswordVariableAt, passwordAuthentication } from './kafka-authentication.ts';
import type { Address, KafkaEndpoint, Placement, StoreEndpoint } from './placement.ts';
import { shardsOf } from './redis-shards.ts';
import { replicasComponent } from './replica-names.ts';
import { confluentApiPath, schemaRegistryObject, schemaRegistryPorts } from './schema-registry-names.ts';
import type { StoreModel } from './store-model.ts';
import { serverOf } from './store-server.ts';

/** Ports of every pod, whatever it runs. */
export const podPorts = {
  health: 8099,
  daprHttp: 3500,
  daprGrpc: 50_001,
  daprInternal: 50_002,
  daprMetrics: 9090,
} as const;
export const storePorts = { postgres: 5432, mysql: 3306, redis: 6380, kafka: 9092 } as const;
/** Port at which members of a Redis cluster talk to each other. */
export const redisBusPort = 16_380;
/** Plaintext port of Redis in earlier releases, still open while a shop of such a release is migrated to TLS. */
export const plainRedisPort = 6379;
/** Path below the shop's public URL for the browser pages of the payment provider's simulator. */
export const providerPath = '/payment-provider';
export const credentialsFolder = '/run/mambogo/credentials';
export const serviceDataFolder = '/var/lib/mambogo';
/** The Storefront's rate limits, in pods of the gateway and config. */
export const limitsFolder = '/run/mambogo/limits';
export const limitsFileName = 'limits.json';
/** One file per store: the CA certificates that verify it. */
export const caFolder = '/run/mambogo/authorities';
export const caFileName = (store: string): string => `${store}.crt`;

/** Connection details of each external store, by the name of its Secret. */
export type ExternalStores = ReadonlyMap<string, ExternalAccess>;
/** CA certificates (PEM) by store name; stores with certificates of public authorities have none. */
export type CaBundles = ReadonlyMap<string, string>;

export function clusterPlacement(
  storefront: Storefront,
  stores: readonly StoreModel[],
  external: ExternalStores,
  authorities: CaBundles,
  credentials: CredentialGenerations,
): Placement {
  const { name: shop, namespace = 'default' } = storefront.metadata;
  const kafka = stores.find(({ server }) => server === 'kafka');
  return {
    namespace,
    credentials,
    publicUrl,
    providerUrl: (shown) => `${publicUrl(shown)}${providerPath}`,
    listenAddress: (service) => ({ host: isExposedDirectly(service) ? '0.0.0.0' : '127.0.0.1', port: service.port }),
    healthPort: (service) => (service.sidecar ? podPorts.health : undefined),
    addressOf: (service) => ({ host: serviceHost(appId(shop, service.name), namespace), port: service.port }),
    sidecar: () => ({ http: podPorts.daprHttp, grpc: podPorts.daprGrpc, internalGrpc: podPorts.daprInternal }),
    credentialsFolder: () => credentialsFolder,
    dataFile: (_service, file) => `${serviceDataFolder}/${file}`,
    limitsFile: `${limitsFolder}/${limitsFileName}`,
    schemaRegistryUrl: `http://${serviceHost(schemaRegistryObject(shop), namespace)}:${schemaRegistryPorts.http}${confluentApiPath}`,
    // Outlives a restart of the container, not the pod.
    runtimeSettingsFile: () => '/tmp/settings.json',
    storeOf(service) {
      const server = serverOf(service.store);
      const store = stores.find((candidate) => candidate.server === server && candidate.users.includes(service.name));
      if (!store) throw new Error(`${service.name} has no store`);
      return storeEndpoint(shop, namespace, store, external);
    },
    kafka: kafkaEndpoint(kafka, shop, namespace, external, authorities, credentials.components),
  };
}

const publicUrl = ({ spec }: Storefront): string => spec.publicUrl ?? `https://${spec.hosts?.[0]}`;

/** Reachable without a sidecar: the gateway, and services without Dapr. */
export const isExposedDirectly = ({ name, sidecar }: ServiceBlueprint): boolean => name === 'gateway' || !sidecar;

export const serviceHost = (service: string, namespace: string): string => `${service}.${namespace}.svc`;
export const storeObject = (shop: string, store: StoreModel): string => `${shop}-${store.name}`;

/** One host name per pod of an embedded store. */
export function memberHosts(shop: string, namespace: string, store: StoreModel): string[] {
  const name = storeObject(shop, store);
  const count = store.source.embedded ? store.source.members : 0;
  return Array.from({ length: count }, (_, ordinal) => `${name}-${ordinal}.${serviceHost(name, namespace)}`);
}

export function storeAddress(shop: string, namespace: string, store: StoreModel, external: ExternalStores): Address {
  if (store.source.embedded)
    return { host: serviceHost(storeObject(shop, store), namespace), port: storePorts[store.server] };
  const access = external.get(store.source.secretName);
  if (!access) throw new Error(`Secret ${store.source.secretName} was not read`);
  return access;
}

function storeEndpoint(shop: string, namespace: string, store: StoreModel, external: ExternalStores): StoreEndpoint {
  const { host, port } = storeAddress(shop, namespace, store, external);
  const caFile = `${caFolder}/${caFileName(store.name)}`;
  if (store.source.embedded) {
    const replicas = { host: serviceHost(replicasComponent(storeObject(shop, store)), namespace), port };
    const members = shardsOf(store) > 1 ? memberHosts(shop, namespace, store) : undefined;
    return { host, port, replicas, members, prefix: '', tls: { caFile } };
  }
  const { secretName, prefix } = store.source;
  const access = external.get(secretName);
  // The provider of an external Redis gives one user; databases get roles of their own.
  const user = store.server === 'redis' ? access?.username : undefined;
  const tls = access?.tls ? { tls: access.authorities ? { caFile } : {} } : {};
  return { host, port, prefix, user, ...tls };
}

const kafkaVersion = '3.9.0';

function kafkaEndpoint(
  store: StoreModel | undefined,
  shop: string,
  namespace: string,
  external: ExternalStores,
  authorities: CaBundles,
  generation: number,
): KafkaEndpoint {
  if (!store) throw new Error('the shop has no Kafka store');
  const address = storeAddress(shop, namespace, store, external);
  const access = store.source.embedded ? undefined : external.get(store.source.secretName);
  const authentication =
    access && !access.password
      ? [{ name: 'authType', value: 'none' }]
      : passwordAuthentication(
          access?.username ?? loginAt('{appID}', generation),
          saslName(access?.mechanism ?? 'PLAIN'),
          kafkaPasswordVariableAt(generation),
        );
  const caCertificate = authorities.get(store.name);
  return {
    host: address.host,
    port: address.port,
    version: kafkaVersion,
    prefix: store.source.embedded ? '' : store.source.prefix,
    authentication: [
      ...authentication,
      { name: 'disableTls', value: String(!(access?.tls ?? store.source.embedded)) },
      ...(caCertificate ? [{ name: 'caCert', value: caCertificate }] : []),
    ],
  };
}

/** Dapr's name for the mechanism of RFC 4616. */
const saslName = (mechanism: string): string => (mechanism === 'PLAIN' ? 'PLAINTEXT' : mechanism.replace('SCRAM-', ''));
