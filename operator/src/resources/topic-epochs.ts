/**
 * Epochs of the topics of an embedded Kafka, as a file that services re-read while they run: when an epoch changes, the topics'
 * contents were lost, and each service publishes again what its outbox retains (decision 37). Pure.
 */
import type { V1EnvVar, V1Volume, V1VolumeMount } from '@kubernetes/client-node';
import type { KubeObject } from '../kube/kube-object.ts';
import { componentLabels } from '../labels.ts';
import type { ServiceModel } from '../model/model.ts';
import type { PlacedStore, ShopModel } from '../model/shop-model.ts';

const configMapName = (shop: string): string => `${shop}-topic-epochs`;
const folder = '/run/mambogo/topics';
const file = 'epochs.json';

const embeddedKafka = ({ stores }: ShopModel): PlacedStore | undefined =>
  stores.find(({ server, source }) => server === 'kafka' && source.embedded);

export function topicEpochsObjects(model: ShopModel): KubeObject[] {
  const kafka = embeddedKafka(model);
  if (!kafka) return [];
  const epoch = kafka.dataId ?? 'first';
  const ids = Object.fromEntries(model.topics.map(({ name }) => [name, epoch]));
  return [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: configMapName(model.storefront), labels: componentLabels(model.storefront, kafka.name) },
      data: { [file]: JSON.stringify({ ids }) },
    },
  ];
}

export interface TopicEpochs {
  readonly env: V1EnvVar;
  readonly volume: V1Volume;
  /** Mounted as a folder: a file mounted by `subPath` is never updated. */
  readonly mount: V1VolumeMount;
}

/** For services that publish from a database. */
export function topicEpochsMount(model: ShopModel, { blueprint }: ServiceModel): TopicEpochs[] {
  const publishes = blueprint.components.includes('events') && blueprint.migrates;
  if (!publishes || !embeddedKafka(model)) return [];
  return [
    {
      env: { name: 'TOPIC_EPOCHS_FILE', value: `${folder}/${file}` },
      volume: { name: 'topics', configMap: { name: configMapName(model.storefront) } },
      mount: { name: 'topics', mountPath: folder, readOnly: true },
    },
  ];
}
