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
import { type ShopObjects, shopObjects } from '../resources/shop-objects.ts';
import { externalStores } from './external-secrets.ts';
import { Obstacle } from './obstacle.ts';
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

export async function desiredShop(
  client: Client,
  storefront: Storefront,
  owner: OwnerReference,
  root: Buffer,
  madeWith: MadeWith,
  facts: OperatorFacts & Pick<ClusterFacts, 'adminSecret' | 'providerSecret'>,
): Promise<DesiredShop> {
  const stores = storesOf(storefront, presentServices(storefront), madeWith);
  refuseOtherSizes(storefront, madeWith);
  const external = await externalStores(client, storefront.metadata.namespace ?? 'default', stores);
  const certificates = await storeCertificates(client, storefront, stores, owner);
  const model = shopModel(storefront, { ...facts, external, certificates, madeWith });
  return {
    model,
    objects: shopObjects(model, (purpose) => deriveSecret(root, purpose), facts.templates, owner),
    certificatesUntil: certificates.until,
  };
}

/** Each broker has a part of the data: their number is what it was when the data began. */
function refuseOtherSizes({ spec }: Storefront, madeWith: MadeWith): void {
  const [made, wanted] = [madeWith.get('kafka')?.members, spec.data?.kafka?.embedded?.brokers];
  if (made === undefined || wanted === undefined || made === wanted) return;
  throw new Obstacle(
    'Immutable',
    `spec.data.kafka.embedded.brokers: it was made with ${made} and stays so; put ${made} back`,
  );
}
