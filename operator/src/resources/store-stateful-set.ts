/**
 * Common parts of embedded stores: a StatefulSet with a volume, a headless Service, configuration and start script as a
 * ConfigMap. Pure.
 */
import type {
  V1Container,
  V1PodTemplateSpec,
  V1Probe,
  V1ServicePort,
  V1StatefulSetSpec,
} from '@kubernetes/client-node';
import type { KubeObject } from '../kube/kube-object.ts';
import { hashOf } from '../kube/object-hash.ts';
import { componentLabels } from '../labels.ts';
import { storeObject } from '../model/cluster-placement.ts';
import type { PlacedStore, ShopModel } from '../model/shop-model.ts';
import type { Embedded } from '../model/store-model.ts';
import type { StoreSizing } from '../model/store-sizes.ts';
import { emptyVolumeScript, holdsDataFile } from './empty-volume.ts';
import { withPodSettings } from './pod-settings.ts';
import { componentSelector, containerUserIds, restrictedPod, scratchVolume } from './restricted-pod.ts';
import { storeSecretName } from './secrets.ts';
import { serviceAccount } from './service-accounts.ts';
import { certificateSecretName } from './store-certificates.ts';

/** Paths in a store's pod. */
export const storeFolders = {
  data: '/var/lib/store',
  config: '/run/mambogo/config',
  secret: '/run/mambogo/secret',
  /** `tls.crt`, `tls.key` and `ca.crt`. */
  tls: '/run/mambogo/tls',
} as const;

export interface StoreStatefulSetOptions {
  readonly model: ShopModel;
  readonly store: PlacedStore;
  /** Files in the config folder; `start.sh` is the entry point. */
  readonly files: Readonly<Record<string, string>>;
  /** Content of the Secret; a change restarts the pods. */
  readonly secret: KubeObject;
  readonly ports: Readonly<Record<string, number>>;
  readonly ready: V1Probe;
  /** Default: `ready`. */
  readonly alive?: V1Probe;
  /** Copies are of what is elsewhere: their volumes are deleted with them. Default `data`. */
  readonly holds?: 'data' | 'copies';
  /** Folders the server writes to beside its data. */
  readonly scratch: readonly string[];
  readonly sharedMemory?: boolean;
  readonly sizing: StoreSizing;
  readonly env?: Readonly<Record<string, string>>;
  /** Shell script that runs in the container before SIGTERM, for a server whose clean, quick stop needs another signal. */
  readonly beforeStop?: string;
}

export function storeStatefulSet(set: StoreStatefulSetOptions): KubeObject[] {
  const { model, store } = set;
  const source = store.source as Embedded;
  const shop = model.storefront;
  const name = storeObject(shop, store);
  const labels = componentLabels(shop, store.name);
  const selector = componentSelector(shop, store.name);
  const retention = set.holds === 'copies' ? 'Delete' : 'Retain';
  const config: KubeObject = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, labels },
    data: { ...set.files, ...(store.holdsData ? { [holdsDataFile]: 'yes' } : {}) },
  };
  const template: V1PodTemplateSpec = {
    metadata: {
      labels,
      annotations: {
        'mambogo.com/config': hashOf([set.files, set.secret.data, certificateOf(set)]),
        [encryptedAnnotation]: 'true',
      },
    },
    spec: restrictedPod({
      shop,
      images: model.images,
      serviceAccountName: name,
      user: containerUserIds.store,
      containers: [container(set)],
      volumes: [
        { name: 'config', configMap: { name } },
        { name: 'secret', secret: { secretName: storeSecretName(shop, store), defaultMode: 0o440 } },
        { name: 'tls', secret: { secretName: certificateSecretName(shop, store), defaultMode: 0o440 } },
        ...scratchVolumes(set).map(({ volume }) => volume),
      ],
      terminationGracePeriodSeconds: 60,
      spreadBy: source.members > 1 ? selector : undefined,
    }),
  };
  const spec: V1StatefulSetSpec = {
    serviceName: name,
    replicas: source.members,
    podManagementPolicy: 'Parallel',
    // The Storefront's deletionPolicy decides about the data, not the deletion of the StatefulSet.
    persistentVolumeClaimRetentionPolicy: { whenDeleted: retention, whenScaled: retention },
    selector: { matchLabels: selector },
    template: withPodSettings(model, 'stores', store.name, template),
    volumeClaimTemplates: [
      {
        metadata: { name: 'data', labels: selector },
        spec: {
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage: source.storage } },
          ...(source.storageClassName ? { storageClassName: source.storageClassName } : {}),
        },
      },
    ],
  };
  return [
    serviceAccount(name, labels),
    set.secret,
    config,
    storeService(set, name, labels, selector),
    { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name, labels }, spec },
  ];
}

/** Prefix of start scripts: the shell is process 1, which ignores SIGTERM without a trap, while it prepares an empty volume. */
export const scriptPrelude = `set -eu
trap 'exit 143' TERM
${emptyVolumeScript(storeFolders)}`;

/** Marks pods with TLS: members without it can't talk to them. */
export const encryptedAnnotation = 'mambogo.com/encrypted';

/** Servers read their certificate when they start: a new certificate or authority restarts them. */
const certificateOf = ({ model: { certificates }, store }: StoreStatefulSetOptions) => [
  certificates.issued.get(store.name)?.certificate,
  certificates.authorities.get(store.name),
];

function container(set: StoreStatefulSetOptions): V1Container {
  const { model, store } = set;
  return {
    name: store.server,
    image: model.images.store(store.server),
    command: ['sh', `${storeFolders.config}/start.sh`],
    env: Object.entries(set.env ?? {}).map(([name, value]) => ({ name, value })),
    ports: Object.entries(set.ports).map(([name, containerPort]) => ({ name, containerPort, protocol: 'TCP' })),
    // A first boot may take minutes on a busy disk; after that, no response is a failure.
    startupProbe: { ...set.ready, periodSeconds: 1, failureThreshold: set.holds === 'copies' ? copyTimeout : 300 },
    readinessProbe: { ...set.ready, periodSeconds: 5, failureThreshold: 3 },
    livenessProbe: { ...(set.alive ?? set.ready), periodSeconds: 10, failureThreshold: 6 },
    ...(set.beforeStop ? { lifecycle: { preStop: { exec: { command: ['sh', '-c', set.beforeStop] } } } } : {}),
    resources: { requests: set.sizing.requests, limits: set.sizing.limits },
    volumeMounts: [
      { name: 'data', mountPath: storeFolders.data },
      { name: 'config', mountPath: storeFolders.config, readOnly: true },
      { name: 'secret', mountPath: storeFolders.secret, readOnly: true },
      { name: 'tls', mountPath: storeFolders.tls, readOnly: true },
      ...scratchVolumes(set).map(({ mount }) => mount),
    ],
  };
}

const scratchVolumes = ({ scratch: folders, sharedMemory }: StoreStatefulSetOptions) => [
  ...folders.map((folder) => scratchVolume(folder.slice(1).replaceAll('/', '-'), folder)),
  ...(sharedMemory ? [scratchVolume('shm', '/dev/shm', 'Memory')] : []),
];

/** Seconds that copying all data may take. */
const copyTimeout = 21_600;

/**
 * Members resolve each other before they are ready: they form the cluster while starting. Copies are any of them that is ready.
 */
function storeService(
  { ports, holds }: StoreStatefulSetOptions,
  name: string,
  labels: Readonly<Record<string, string>>,
  selector: Readonly<Record<string, string>>,
): KubeObject {
  const servicePorts: V1ServicePort[] = Object.entries(ports).map(([port, number]) => ({
    name: port,
    port: number,
    targetPort: number,
    protocol: 'TCP',
  }));
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels },
    spec: {
      ...(holds === 'copies' ? {} : { clusterIP: 'None', publishNotReadyAddresses: true }),
      selector,
      ports: servicePorts,
    },
  };
}
