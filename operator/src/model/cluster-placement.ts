/** Where a shop is in a cluster: stores and services by their Services' names, one network address a pod. Pure. */
import { appId } from '@mambogo/blueprint/names.ts';
import type { ServiceBlueprint } from '@mambogo/blueprint/service-blueprint.ts';
import type { Storefront } from '../api/storefront.ts';
import type { ExternalAccess } from './external-access.ts';
import { passwordAuthentication } from './kafka-authentication.ts';
import type { Address, KafkaEndpoint, Placement, StoreEndpoint } from './placement.ts';
import type { StoreModel } from './store-model.ts';
import { serverOf } from './store-server.ts';

/** Ports of every pod, whatever runs in it. */
export const podPorts = { health: 8099, daprHttp: 3500, daprGrpc: 50_001, daprInternal: 50_002 } as const;
export const storePorts = { postgres: 5432, mysql: 3306, redis: 6380, kafka: 9092 } as const;
/** Where Redis answered without TLS in earlier releases, and still does while a shop of theirs is brought over. */
export const plainRedisPort = 6379;
/** Below the shop's own address: what of the payment provider's simulator is for browsers. */
export const providerPath = '/payment-provider';
export const credentialsFolder = '/run/mambogo/credentials';
export const serviceDataFolder = '/var/lib/mambogo';
/** One file for each store: the certificates of who may vouch for it. */
export const caFolder = '/run/mambogo/authorities';
export const caFileName = (store: string): string => `${store}.crt`;

/** The Secret of each external store by its name. */
export type ExternalStores = ReadonlyMap<string, ExternalAccess>;
/** Certificates (PEM) of who may vouch for a store, by the name of the store; of those that public authorities vouch for, none. */
export type CaBundles = ReadonlyMap<string, string>;

export function clusterPlacement(
  storefront: Storefront,
  stores: readonly StoreModel[],
  external: ExternalStores,
  authorities: CaBundles,
): Placement {
  const { name: shop, namespace = 'default' } = storefront.metadata;
  const kafka = stores.find(({ server }) => server === 'kafka');
  return {
    namespace,
    publicUrl,
    providerUrl: (shown) => `${publicUrl(shown)}${providerPath}`,
    listenAddress: (service) => ({ host: isExposedDirectly(service) ? '0.0.0.0' : '127.0.0.1', port: service.port }),
    healthPort: (service) => (service.sidecar ? podPorts.health : undefined),
    addressOf: (service) => ({ host: serviceHost(appId(shop, service.name), namespace), port: service.port }),
    sidecar: () => ({ http: podPorts.daprHttp, grpc: podPorts.daprGrpc, internalGrpc: podPorts.daprInternal }),
    credentialsFolder: () => credentialsFolder,
    dataFile: (_service, file) => `${serviceDataFolder}/${file}`,
    storeOf(service) {
      const server = serverOf(service.store);
      const store = stores.find((candidate) => candidate.server === server && candidate.users.includes(service.name));
      if (!store) throw new Error(`${service.name} has no store`);
      return storeEndpoint(shop, namespace, store, external);
    },
    kafka: kafkaEndpoint(kafka, shop, namespace, external, authorities),
  };
}

const publicUrl = ({ spec }: Storefront): string => spec.publicUrl ?? `https://${spec.hosts?.[0]}`;

/** Nothing stands before these: the edge, and who knows nothing of Dapr. */
export const isExposedDirectly = ({ name, sidecar }: ServiceBlueprint): boolean => name === 'gateway' || !sidecar;

export const serviceHost = (service: string, namespace: string): string => `${service}.${namespace}.svc`;
export const storeObject = (shop: string, store: StoreModel): string => `${shop}-${store.name}`;

export function storeAddress(shop: string, namespace: string, store: StoreModel, external: ExternalStores): Address {
  if (store.source.embedded)
    return { host: serviceHost(storeObject(shop, store), namespace), port: storePorts[store.server] };
  const access = external.get(store.source.secretName);
  if (!access) throw new Error(`nothing is known of the Secret ${store.source.secretName}`);
  return access;
}

function storeEndpoint(shop: string, namespace: string, store: StoreModel, external: ExternalStores): StoreEndpoint {
  const { host, port } = storeAddress(shop, namespace, store, external);
  const caFile = `${caFolder}/${caFileName(store.name)}`;
  if (store.source.embedded) return { host, port, prefix: '', tls: { caFile } };
  const { secretName, prefix } = store.source;
  const access = external.get(secretName);
  // Whoever runs that Redis gives one user; databases get roles of their own.
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
): KafkaEndpoint {
  if (!store) throw new Error('a shop without Kafka has no events');
  const address = storeAddress(shop, namespace, store, external);
  const access = store.source.embedded ? undefined : external.get(store.source.secretName);
  const authentication =
    access && !access.password
      ? [{ name: 'authType', value: 'none' }]
      : passwordAuthentication(access?.username, saslName(access?.mechanism ?? 'PLAIN'));
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

/** Dapr's word for the mechanism of RFC 4616. */
const saslName = (mechanism: string): string => (mechanism === 'PLAIN' ? 'PLAINTEXT' : mechanism.replace('SCRAM-', ''));
