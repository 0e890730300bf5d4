/**
 * Server certificate of a store: a Secret with key and certificate, issued by the operator or by cert-manager, and the CA
 * certificates of each store, as files for its clients. The authority's key is in neither. Pure.
 */
import type { V1Volume, V1VolumeMount } from '@kubernetes/client-node';
import { serverNames } from '../certificates/server-names.ts';
import type { KubeObject } from '../kube/kube-object.ts';
import { componentLabels } from '../labels.ts';
import { caFileName, caFolder, storeObject } from '../model/cluster-placement.ts';
import type { PlacedStore, ShopModel } from '../model/shop-model.ts';
import type { StoreModel } from '../model/store-model.ts';

export const certificateSecretName = (shop: string, store: StoreModel): string => `${storeObject(shop, store)}-tls`;
const caConfigMapName = (shop: string): string => `${shop}-authorities`;

export function certificateObjects(model: ShopModel): KubeObject[] {
  const embedded = [...model.stores, ...model.replicas.map(({ replicas }) => replicas)].filter(
    ({ source }) => source.embedded,
  );
  return [
    caConfigMap(model),
    ...embedded.flatMap((store) =>
      model.certificates.issuer ? [certificateRequest(model, store)] : certificateSecret(model, store),
    ),
  ];
}

function certificateSecret(model: ShopModel, store: PlacedStore): KubeObject[] {
  const issued = model.certificates.issued.get(store.name);
  if (!issued) return [];
  const files = {
    'tls.crt': issued.certificate,
    'tls.key': issued.key,
    'ca.crt': model.certificates.authorities.get(store.name) ?? '',
  };
  return [
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: certificateSecretName(model.storefront, store),
        labels: componentLabels(model.storefront, store.name),
      },
      type: 'kubernetes.io/tls',
      data: Object.fromEntries(
        Object.entries(files).map(([name, text]) => [name, Buffer.from(text).toString('base64')]),
      ),
    },
  ];
}

/** Key format for Kafka, which reads PKCS #8 only. */
const certificateRequest = (model: ShopModel, store: PlacedStore): KubeObject => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: {
    name: certificateSecretName(model.storefront, store),
    labels: componentLabels(model.storefront, store.name),
  },
  spec: {
    secretName: certificateSecretName(model.storefront, store),
    dnsNames: serverNames(model.storefront, model.namespace, store),
    usages: ['digital signature', 'server auth', 'client auth'],
    privateKey: { algorithm: 'ECDSA', size: 256, encoding: 'PKCS8', rotationPolicy: 'Always' },
    issuerRef: { group: 'cert-manager.io', ...model.certificates.issuer },
  },
});

const caConfigMap = (model: ShopModel): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: caConfigMapName(model.storefront), labels: componentLabels(model.storefront, 'stores') },
  data: Object.fromEntries(
    [...model.certificates.authorities].map(([store, certificates]) => [caFileName(store), certificates]),
  ),
});

const volumeName = 'authorities';

/** For clients of a store: pods, and their sidecars. */
export const caVolume = (shop: string): { volume: V1Volume; mount: V1VolumeMount } => ({
  volume: { name: volumeName, configMap: { name: caConfigMapName(shop) } },
  mount: { name: volumeName, mountPath: caFolder, readOnly: true },
});

/** CA certificates of the stores a service uses: a change restarts its pods. */
export const caVolumeFor = (model: ShopModel, service: string): string[] =>
  model.stores
    .filter(({ users }) => users.some((user) => user === service))
    .flatMap(({ name }) => model.certificates.authorities.get(name) ?? []);
