/**
 * Deletes a Storefront: its objects first; its volumes and root Secret stay, unless deletionPolicy is Delete. Then the finalizer
 * is removed, and the Storefront goes. In a terminating namespace Kubernetes itself removes the contents, the operator's
 * RoleBinding among the first: then only the finalizer is left to remove.
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
      // Without cluster-wide rights the operator never puts the finalizer on it.
      if (!isForbidden(error)) throw error;
    });
    return removeFinalizer(client, storefront);
  }

  const [unread] = cache.unreadScopes(namespace);
  if (unread) throw new Error(`cannot read the objects in ${namespace}: ${unread.message}`);

  const root = keyOf(rootKeyReference(namespace, name));
  const present = [...cache.entriesOf(key).values()].filter(({ reference }) => keyOf(reference) !== root);
  await forEachConcurrent(
    present.filter(({ deleting }) => !deleting),
    8,
    ({ reference, uid }) => client.delete(reference, { uid, propagation: 'Background' }),
  );
  // Each deletion arrives by the watch and triggers another reconcile.
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

/** A root Secret that keeps its finalizer after its Storefront is gone would block the deletion of its namespace. */
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
