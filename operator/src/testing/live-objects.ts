/** Everything of a Storefront as it is in the cluster, in a form in which two shops made the same way are the same. */

import { isNotFound } from '../kube/api-error.ts';
import { type KubeObject, keyOf, referenceTo } from '../kube/kube-object.ts';
import { objectDigest } from '../kube/object-digest.ts';
import { managedKinds } from '../kube/resource-kinds.ts';
import { managedSelector, storefrontLabel } from '../labels.ts';
import type { TestCluster } from './test-cluster.ts';

export async function liveObjects({ client }: TestCluster, namespace: string, name = 'shop'): Promise<KubeObject[]> {
  const found: KubeObject[] = [];
  for (const kind of managedKinds) {
    const labelSelector = `${managedSelector},${storefrontLabel}=${name}`;
    try {
      for await (const { items } of client.list({ kind, namespace, labelSelector })) found.push(...items);
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }
  return found;
}

/** Key of each object -> its digest. */
export const digests = (objects: readonly KubeObject[]): Record<string, string> =>
  Object.fromEntries(objects.map((object) => [keyOf(referenceTo(object)), objectDigest(object)]));
