/** The complete model of a shop in a cluster: the shared model, plus what only a cluster needs. Pure. */
import type { PodsSpec } from '../api/pods-spec.ts';
import { bytesOf, doubled, millisOf, smaller } from '../api/quantities.ts';
import type { Storefront, StorefrontSpec } from '../api/storefront.ts';
import { buildModel } from './build-model.ts';
import { clusterPlacement, type ExternalStores, storeAddress } from './cluster-placement.ts';
import { isHotReloadEnabled } from './dev-hot-reload.ts';
import { type ImageNames, imageNames, type OperatorImages } from './image-names.ts';
import type { Model, ServiceModel } from './model.ts';
import type { Address } from './placement.ts';
import { profileDefaults } from './profile-defaults.ts';
import { caBundlesOf, type StoreCertificates } from './store-certificates.ts';
import {
  enabledServices,
  type ProvisionedSpec,
  type ResourceAmounts,
  type StoreModel,
  storesOf,
} from './store-model.ts';

export interface ShopModel extends Model {
  readonly namespace: string;
  readonly images: ImageNames;
  readonly workloads: readonly WorkloadModel[];
  readonly stores: readonly PlacedStore[];
  readonly exposure: ExposureModel;
  readonly external: ExternalStores;
  readonly certificates: StoreCertificates;
  /** Address ranges of external stores; other egress is blocked, except payment's to an external provider. */
  readonly egressCidrs: readonly string[];
  /** Port of an external token issuer. */
  readonly issuerPort?: number;
  readonly adminSecret?: AdminSecret;
  readonly providerSecret?: ProviderSecret;
  /** Namespace of Dapr's control plane. */
  readonly daprNamespace: string;
  /** Sources in service pods can be replaced while they run. */
  readonly hotReload: boolean;
  /** Pod settings by component, by group or for all. */
  readonly pods: PodsSpec;
  readonly platform: NonNullable<StorefrontSpec['platform']>;
}

export interface WorkloadModel {
  readonly service: ServiceModel;
  /** undefined: set by an autoscaler. */
  readonly replicas: number | undefined;
  readonly autoscaling?: Autoscaling;
  /** Its replica count follows the Storefront's `replicas`: it has no data and no count of its own. */
  readonly scales: boolean;
  readonly resources: Resources;
}

export interface Autoscaling {
  readonly min: number;
  readonly max: number;
  /** Target percent of the requested CPU. */
  readonly cpu?: number;
  /** Unread messages per instance. */
  readonly lag?: number;
}

export interface Resources {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly cpu?: string; readonly memory: string };
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
  readonly provisioned?: ProvisionedSpec;
}

export function shopModel(storefront: Storefront, inputs: ClusterInputs): ShopModel {
  const { external, certificates, adminSecret, providerSecret, images, daprNamespace } = inputs;
  const { provisioned = new Map() } = inputs;
  const { spec, metadata } = storefront;
  const namespace = metadata.namespace ?? 'default';
  const stores = storesOf(storefront, enabledServices(storefront), provisioned);
  const authorities = caBundlesOf(stores, external, certificates);
  const model = buildModel(storefront, clusterPlacement(storefront, stores, external, authorities));
  return {
    ...model,
    namespace,
    images: imageNames(spec, images),
    workloads: model.services.map((service) => workload(service, spec)),
    stores: stores.map((store) => ({
      ...store,
      address: storeAddress(metadata.name, namespace, store, external),
      acceptsPlaintext:
        store.source.embedded && provisioned.has(store.name) && provisioned.get(store.name)?.tls !== true,
      dataId: provisioned.get(store.name)?.dataId,
      holdsData: store.source.embedded && provisioned.get(store.name)?.holdsData === true,
    })),
    exposure: { hosts: hostsOf(spec, model.publicUrl), ingress: spec.ingress, gateway: spec.gateway },
    external,
    certificates: { ...certificates, authorities },
    egressCidrs: spec.egress?.cidrs ?? [],
    issuerPort: issuerPort(spec),
    adminSecret,
    providerSecret,
    daprNamespace,
    hotReload: isHotReloadEnabled(storefront),
    pods: spec.pods ?? {},
    platform: spec.platform ?? 'Kubernetes',
  };
}

interface ServiceOverrides {
  readonly replicas?: number;
  readonly autoscaling?: Autoscaling;
  readonly resources?: { readonly requests?: ResourceAmounts; readonly limits?: ResourceAmounts };
}

function workload(service: ServiceModel, spec: StorefrontSpec): WorkloadModel {
  const overrides: ServiceOverrides = spec.services?.[service.name] ?? {};
  const replicas = overrides.replicas ?? spec.replicas ?? profileDefaults[spec.profile].replicas;
  const isSingleton = service.blueprint.store === 'sqlite-file';
  return {
    service,
    replicas: isSingleton ? 1 : overrides.autoscaling ? undefined : replicas,
    autoscaling: overrides.autoscaling,
    scales: !isSingleton && overrides.replicas === undefined && overrides.autoscaling === undefined,
    resources: resourcesOf(service, overrides.resources),
  };
}

/** Default memory limit: twice the request; CPU is not limited, which would only slow down starts. */
function resourcesOf({ blueprint: { size } }: ServiceModel, overrides: ServiceOverrides['resources'] = {}): Resources {
  // A limit below the default request lowers the request too.
  const memory = overrides.requests?.memory ?? smaller(`${size.memoryMiB}Mi`, overrides.limits?.memory, bytesOf);
  return {
    requests: {
      cpu: overrides.requests?.cpu ?? smaller(`${size.cpuMillis}m`, overrides.limits?.cpu, millisOf),
      memory,
    },
    limits: {
      ...(overrides.limits?.cpu ? { cpu: overrides.limits.cpu } : {}),
      memory: overrides.limits?.memory ?? (overrides.requests?.memory ? doubled(memory) : `${size.memoryMiB * 2}Mi`),
    },
  };
}

function issuerPort({ identity }: StorefrontSpec): number | undefined {
  if (!identity?.external) return undefined;
  const { port, protocol } = new URL(identity.external.issuer);
  return Number(port || (protocol === 'https:' ? 443 : 80));
}

function hostsOf({ hosts = [] }: StorefrontSpec, publicUrl: string): string[] {
  const { hostname } = new URL(publicUrl);
  return [...new Set([hostname, ...hosts])];
}
