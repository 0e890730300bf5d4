/**
 * The end of a Storefront: everything of it goes; its volumes and root Secret stay, unless deletionPolicy is Delete. Then the
 * finalizer goes, and with it the Storefront. In a namespace that is itself going Kubernetes removes what is in it, the
 * operator's rights there among the first: then only the finalizer is left to do.
 */
import { isForbidden } from '../kube/api-error.ts';
import type { Client } from '../kube/client.ts';
import { type KubeObject, keyOf, referenceTo } from '../kube/kube-object.ts';
import { getNamespaceState } from '../kube/namespace-state.ts';
import { volumeClaims } from '../kube/resource-kinds.ts';
import type { WatchCache } from '../kube/watch-cache.ts';
import { storefrontLabel } from '../labels.ts';
import { forEachConcurrent } from './apply/for-each-concurrent.ts';
import { deleteLastApplied } from './apply/last-applied-store.ts';
import { releaseRootKeySecret } from './secrets/protect-root-key-secret.ts';
import { deleteRootKeySecret, rootKeyReference } from './secrets/root-key-secret.ts';
import { deletionPolicy } from './status/shop-status.ts';

export const finalizer = 'mambogo.com/storefront';

export async function deleteShop(
  client: Client,
  cache: WatchCache,
  key: string,
  storefront: KubeObject,
): Promise<void> {
  const { namespace = '', name } = storefront.metadata;
  if ((await getNamespaceState(client, namespace)) === 'going') {
    await releaseRootKey(client, namespace, name).catch((error: unknown) => {
      // Without rights from outside the namespace it has never been held.
      if (!isForbidden(error)) throw error;
    });
    return removeFinalizer(client, storefront);
  }

  const [unread] = cache.unreadScopes(namespace);
  if (unread) throw new Error(`what is in ${namespace} is not known: ${unread.message}`);

  const root = keyOf(rootKeyReference(namespace, name));
  const present = [...cache.entriesOf(key).values()].filter(({ reference }) => keyOf(reference) !== root);
  await forEachConcurrent(
    present.filter(({ deleting }) => !deleting),
    8,
    ({ reference, uid }) => client.delete(reference, { uid, propagation: 'Background' }),
  );
  // Each that is gone is heard of, and asks for another look.
  if (present.length > 0) return;

  if (deletionPolicy(storefront) === 'Delete') {
    const labelSelector = `${storefrontLabel}=${name}`;
    for await (const { items } of client.list({ kind: volumeClaims, namespace, labelSelector })) {
      await forEachConcurrent(items, 8, (claim) => client.delete(referenceTo(claim)));
    }
    await deleteRootKeySecret(client, namespace, name);
  } else await releaseRootKey(client, namespace, name);
  await deleteLastApplied(client, namespace, name);
  await removeFinalizer(client, storefront);
}

/** A root whose Storefront is gone would keep its namespace from ever being deleted. */
async function releaseRootKey(client: Client, namespace: string, name: string): Promise<void> {
  const root = await client.get(rootKeyReference(namespace, name));
  if (root) await releaseRootKeySecret(client, root);
}

async function removeFinalizer(client: Client, storefront: KubeObject): Promise<void> {
  const finalizers = (storefront.metadata.finalizers ?? []).filter((one) => one !== finalizer);
  await client.mergePatch(referenceTo(storefront), {
    metadata: { finalizers, resourceVersion: storefront.metadata.resourceVersion },
  });
}
