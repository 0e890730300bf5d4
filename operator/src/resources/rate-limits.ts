/**
 * The Storefront's rate limits as a file that config re-reads at intervals: a change applies without a restart, so the file is excluded
 * from the hash that restarts pods. Pure.
 */
import type { V1Volume, V1VolumeMount } from '@kubernetes/client-node';
import { appId } from '@mambogo/blueprint/names.ts';
import type { KubeObject } from '../kube/kube-object.ts';
import { componentLabels } from '../labels.ts';
import { limitsFileName, limitsFolder } from '../model/cluster-placement.ts';
import type { ShopModel } from '../model/shop-model.ts';

const configMapName = (shop: string): string => `${appId(shop, 'gateway')}-limits`;

export const rateLimitsConfigMap = ({
  storefront,
  limits = {},
}: Pick<ShopModel, 'storefront' | 'limits'>): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: configMapName(storefront), labels: componentLabels(storefront, 'gateway') },
  data: { [limitsFileName]: JSON.stringify(limits) },
});

/** Mounted as a folder: a file mounted by `subPath` is never updated. */
export const rateLimitsVolume = (shop: string): { volume: V1Volume; mount: V1VolumeMount } => ({
  volume: { name: 'limits', configMap: { name: configMapName(shop) } },
  mount: { name: 'limits', mountPath: limitsFolder, readOnly: true },
});
