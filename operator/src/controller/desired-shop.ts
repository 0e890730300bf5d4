/** What should be of a Storefront, from its spec and what only the cluster knows: external Secrets and the root secret. */
import type { ComponentTemplates } from '@mambogo/blueprint/component-templates.ts';
import { deriveSecret } from '@mambogo/blueprint/derive-secret.ts';
import { parseStorefrontObject } from '../api/parse-storefront.ts';
import type { Storefront } from '../api/storefront.ts';
import type { Client } from '../kube/client.ts';
import type { KubeObject, OwnerReference } from '../kube/kube-object.ts';
import { refused } from '../model/beyond-this-release.ts';
import type { OperatorImages } from '../model/image-names.ts';
import { type ClusterFacts, type ShopModel, shopModel } from '../model/shop-model.ts';
import { type MadeWith, presentServices, storesOf } from '../model/store-model.ts';
import { PodSettingsRefused } from '../resources/pod-settings.ts';
import { type ShopObjects, shopObjects } from '../resources/shop-objects.ts';
import { externalStores } from './external-secrets.ts';
import { refuseVolumes } from './grow-volumes.ts';
import type { DataState, LostStore } from './lost-data.ts';
import { Obstacle } from './obstacle.ts';
import { refuseMovedData, refuseOtherServer } from './refuse-moved-data.ts';
import type { PartStatus, ShopStatus } from './shop-status.ts';
import { storeCertificates } from './store-certificates.ts';

export interface OperatorFacts {
  readonly images: OperatorImages;
  readonly daprNamespace: string;
  readonly templates: ComponentTemplates;
}

export interface DesiredShop {
  readonly model: ShopModel;
  readonly objects: ShopObjects;
  /** The day on which the first certificate of a store ends, of those the operator issued. */
  readonly certificatesUntil?: string;
}

/** Valid, and something this release carries; an Obstacle that names the field if not. */
export function acceptStorefront({ apiVersion, kind, metadata, spec }: KubeObject): Storefront {
  const { name, namespace, annotations } = metadata;
  const parsed = parseStorefrontObject({ apiVersion, kind, metadata: { name, namespace, annotations }, spec });
  if (Array.isArray(parsed)) throw new Obstacle('InvalidSpec', parsed.join('; '));
  const notes = refused(parsed);
  if (notes.length > 0) {
    throw new Obstacle('NotSupported', notes.map(({ field, message }) => `${field}: ${message}`).join('; '));
  }
  return parsed;
}

/** What the data of a shop was made with, by its status. */
export const madeWithOf = ({ data = [], lost = [] }: Pick<ShopStatus, 'data'> & Partial<DataState>): MadeWith =>
  new Map(data.map((part) => [part.name, { ...part, holdsData: holdsData(part, lost) }]));

/** An empty volume would mean that its data is lost. Not of brokers, which have copies of each other's data. */
const holdsData = ({ name, claims }: PartStatus, lost: readonly LostStore[]): boolean =>
  claims?.length === 1 && !lost.some((store) => store.name === name);

/** @throws Obstacle the spec would have data elsewhere than it is, or on volumes that can't become so */
export async function refuseOtherData(
  client: Pick<Client, 'dryRun'>,
  storefront: Storefront,
  before: ShopStatus,
  claims: ReadonlyMap<string, readonly KubeObject[]>,
): Promise<void> {
  const madeWith = madeWithOf(before);
  const stores = storesOf(storefront, presentServices(storefront), madeWith);
  refuseMovedData(storefront, stores, madeWith, before);
  for (const { name, field, source } of stores)
    if (source.embedded) await refuseVolumes(client, { field, ...source }, claims.get(name) ?? []);
}

export async function desiredShop(
  client: Client,
  storefront: Storefront,
  owner: OwnerReference,
  root: Buffer,
  madeWith: MadeWith,
  facts: OperatorFacts & Pick<ClusterFacts, 'adminSecret' | 'providerSecret'>,
): Promise<DesiredShop> {
  const stores = storesOf(storefront, presentServices(storefront), madeWith);
  const external = await externalStores(client, storefront.metadata.namespace ?? 'default', stores);
  refuseOtherServer(storefront, stores, external, madeWith);
  const certificates = await storeCertificates(client, storefront, stores, owner);
  const model = shopModel(storefront, { ...facts, external, certificates, madeWith });
  const secret = (purpose: string) => deriveSecret(root, purpose);
  try {
    const objects = shopObjects(model, secret, facts.templates, owner);
    return { model, objects, certificatesUntil: certificates.until };
  } catch (error) {
    if (error instanceof PodSettingsRefused) throw new Obstacle('InvalidSpec', error.message, 'Accepted');
    throw error;
  }
}
