/** Takes away what bears a Storefront's labels and is no longer part of it. The root Secret stays, and that of the certificates. */
import type { Client } from '../kube/client.ts';
import { type KubeObject, keyOf, referenceTo } from '../kube/kube-object.ts';
import type { WatchCache } from '../kube/watch-cache.ts';
import type { ShopObjects } from '../resources/shop-objects.ts';
import type { AppliedRecord } from './applied-record.ts';
import { inParallel } from './in-parallel.ts';
import { rootReference } from './root-secret.ts';
import { authorityReference } from './store-certificates.ts';

export async function pruneObjects(
  client: Client,
  cache: WatchCache,
  storefrontKey: string,
  objects: ShopObjects,
  record: AppliedRecord,
): Promise<void> {
  const wanted = new Set(
    Object.values(objects)
      .flat()
      .map((object: KubeObject) => keyOf(referenceTo(object))),
  );
  const [namespace = '', name = ''] = storefrontKey.split('/');
  wanted.add(keyOf(rootReference(namespace, name)));
  wanted.add(keyOf(authorityReference(namespace, name)));
  const surplus = [...cache.entriesOf(storefrontKey)].filter(([key, { deleting }]) => !wanted.has(key) && !deleting);
  await inParallel(surplus, 8, async ([key, { reference, uid }]) => {
    await client.remove(reference, { uid });
    record.delete(key);
  });
}
