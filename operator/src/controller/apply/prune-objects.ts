/** Prunes objects that carry a Storefront's labels and are no longer desired. Its root Secret and certificate Secret stay. */
import type { Client } from '../../kube/client.ts';
import { type KubeObject, keyOf, referenceTo } from '../../kube/kube-object.ts';
import type { WatchCache } from '../../kube/watch-cache.ts';
import type { ShopObjects } from '../../resources/shop-objects.ts';
import { rootKeyReference } from '../secrets/root-key-secret.ts';
import { caSecretReference } from '../secrets/store-certificates.ts';
import { deleteEntries } from './delete-entries.ts';
import type { LastAppliedStore } from './last-applied-store.ts';

export async function pruneObjects(
  client: Client,
  cache: WatchCache,
  storefrontKey: string,
  objects: ShopObjects,
  record: LastAppliedStore,
): Promise<void> {
  const desiredKeys = new Set(
    Object.values(objects)
      .flat()
      .map((object: KubeObject) => keyOf(referenceTo(object))),
  );
  const [namespace = '', name = ''] = storefrontKey.split('/');
  desiredKeys.add(keyOf(rootKeyReference(namespace, name)));
  desiredKeys.add(keyOf(caSecretReference(namespace, name)));
  const orphaned = [...cache.entriesOf(storefrontKey)].filter(([key]) => !desiredKeys.has(key));
  await deleteEntries(client, record, orphaned);
}
