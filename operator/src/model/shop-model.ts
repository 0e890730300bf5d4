/** The complete model of a shop in a cluster: the shared model, plus what only a cluster needs. Pure. */
import type { Blueprint } from '@mambogo/blueprint/versions.ts';
import type { PodsSpec } from '../api/pods-spec.ts';
import type { Storefront, StorefrontSpec } from '../api/storefront.ts';
import { buildModel } from './build-model.ts';
import { clusterPlacement, type ExternalStores, storeAddress } from './cluster-placement.ts';
import { type CredentialGenerations, settledAt } from './credential-generations.ts';
import { isHotReloadEnabled } from './dev-hot-reload.ts';
import { type ImageNames, imageNames, type OperatorImages } from './image-names.ts';
import { type MailModel, mailModel } from './mail.ts';
import type { Model } from './model.ts';
import type { Address } from './placement.ts';
import { replicasOf, withReplicas } from './read-replicas.ts';
import { type SchemaRegistryModel, schemaRegistryModel } from './schema-registry.ts';
import { portOfUrl, type SettingsSource, settingsSource } from './settings-repository.ts';
import { caBundlesOf, type StoreCertificates } from './store-certificates.ts';
import { enabledServices, type ProvisionedSpec, type StoreModel, storesOf } from './store-model.ts';
import { type WorkloadModel, workloadModel } from './workload-model.ts';

export interface ShopModel extends Model {
  readonly namespace: string;
  readonly images: ImageNames;
  readonly workloads: readonly WorkloadModel[];
  readonly stores: readonly PlacedStore[];
  /** Read replicas, each beside its primary. */
  readonly replicas: readonly ReplicatedStore[];
  readonly exposure: ExposureModel;
  readonly external: ExternalStores;
  readonly credentials: CredentialGenerations;
  readonly certificates: StoreCertificates;
  /** Address ranges of external stores; other egress is blocked, except payment's to an external provider. */
  readonly egressCidrs: readonly string[];
  /** Port of an external token issuer. */
  readonly issuerPort?: number;
  readonly settingsSource?: SettingsSource;
  /** undefined: no messages are sent. */
  readonly mail?: MailModel;
  /** undefined: none. */
  readonly schemaRegistry?: SchemaRegistryModel;
  readonly adminSecret?: AdminSecret;
  readonly providerSecret?: ProviderSecret;
  /** Namespace of Dapr's control plane. */
  readonly daprNamespace: string;
  /** The cluster can scale by the lag of consumers. */
  readonly kedaInstalled: boolean;
  /** Sources in service pods can be replaced while they run. */
  readonly hotReload: boolean;
  /** Pod settings by component, by group or for all. */
  readonly pods: PodsSpec;
  readonly platform: NonNullable<StorefrontSpec['platform']>;
  /** No workload has pods. */
  readonly hibernated: boolean;
}

export interface PlacedStore extends StoreModel {
  readonly address: Address;
  /** Created by a release without TLS, and not all clients use TLS yet: it also accepts plaintext connections. */
  readonly acceptsPlaintext: boolean;
  /** The data it is set up for, after an accepted data loss. */
  readonly dataId?: string;
  /** It holds data: an empty volume then means data loss. */
  readonly holdsData: boolean;
}

export interface ReplicatedStore {
  readonly primary: PlacedStore;
  readonly replicas: PlacedStore;
}

export interface ExposureModel {
  readonly hosts: readonly string[];
  readonly ingress?: NonNullable<StorefrontSpec['ingress']>;
  readonly gateway?: NonNullable<StorefrontSpec['gateway']>;
}

/** The Secret of the first administrator: keys `login` and `password`. */
export interface AdminSecret {
  readonly name: string;
  /** Changes with the Secret. */
  readonly version: string;
}

/** The Secret with the keys shared by payment and an external provider. */
export interface ProviderSecret {
  readonly name: string;
  /** Changes with the Secret. */
  readonly version: string;
}

/** Keys of a ProviderSecret, and the credential files they become. */
export const providerSecretFiles = {
  'api-key': 'psp-api-key',
  'webhook-secret': 'psp-webhook-secret',
  'publishable-key': 'psp-publishable-key',
} as const;

export interface ClusterInputs {
  /** Secrets of the external stores, by name. */
  readonly external: ExternalStores;
  readonly adminSecret?: AdminSecret;
  readonly providerSecret?: ProviderSecret;
  readonly certificates: StoreCertificates;
  readonly images: OperatorImages;
  readonly daprNamespace: string;
  readonly kedaInstalled: boolean;
  readonly provisioned?: ProvisionedSpec;
  /** Default: the first generation. */
  readonly credentials?: CredentialGenerations;
  /** Default: that of the shop's version. */
  readonly blueprint?: Blueprint;
}

export function shopModel(storefront: Storefront, inputs: ClusterInputs): ShopModel {
  const { external, certificates, adminSecret, providerSecret, images, daprNamespace, kedaInstalled } = inputs;
  const { provisioned = new Map(), blueprint, credentials = settledAt(1) } = inputs;
  const { spec, metadata } = storefront;
  const namespace = metadata.namespace ?? 'default';
  const stores = storesOf(storefront, enabledServices(storefront, blueprint), provisioned);
  const authorities = caBundlesOf(withReplicas(stores), external, certificates);
  const placement = clusterPlacement(storefront, stores, external, authorities, credentials);
  const model = buildModel(storefront, placement, blueprint);
  const placed = stores.map((store) => ({
    ...store,
    address: storeAddress(metadata.name, namespace, store, external),
    acceptsPlaintext: store.source.embedded && provisioned.has(store.name) && provisioned.get(store.name)?.tls !== true,
    dataId: provisioned.get(store.name)?.dataId,
    holdsData: store.source.embedded && provisioned.get(store.name)?.holdsData === true,
  }));
  return {
    ...model,
    namespace,
    images: imageNames(spec, images),
    workloads: model.services.map((service) => workloadModel(service, spec)),
    stores: placed,
    replicas: replicasOf(placed).map(({ primary, replicas }) => ({
      primary,
      replicas: {
        ...replicas,
        address: storeAddress(metadata.name, namespace, replicas, external),
        acceptsPlaintext: false,
        holdsData: false,
      },
    })),
    exposure: { hosts: hostsOf(spec, model.publicUrl), ingress: spec.ingress, gateway: spec.gateway },
    external,
    credentials,
    certificates: { ...certificates, authorities },
    egressCidrs: spec.egress?.cidrs ?? [],
    issuerPort: issuerPort(spec),
    settingsSource: settingsSource(spec),
    mail: mailModel(spec.mail),
    schemaRegistry: schemaRegistryModel(storefront, stores, external),
    adminSecret,
    providerSecret,
    daprNamespace,
    kedaInstalled,
    hotReload: isHotReloadEnabled(storefront),
    pods: spec.pods ?? {},
    platform: spec.platform ?? 'Kubernetes',
    hibernated: spec.hibernated ?? false,
  };
}

function issuerPort({ identity }: StorefrontSpec): number | undefined {
  if (!identity?.external) return undefined;
  return portOfUrl(identity.external.issuer);
}

function hostsOf({ hosts = [] }: StorefrontSpec, publicUrl: string): string[] {
  const { hostname } = new URL(publicUrl);
  return [...new Set([hostname, ...hosts])];
}
