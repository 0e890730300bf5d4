/** Removes what another test file left in a shared cluster: all namespaces, Storefronts, and cluster-scoped objects it added. */
import type { Kubectl } from '@mambogo/local/cluster/kubectl.ts';
import { rootKeyFinalizer } from '../src/controller/secrets/protect-root-key-secret.ts';
import type { Client } from '../src/kube/client.ts';
import { referenceTo } from '../src/kube/kube-object.ts';
import { type ResourceKind, secrets, storefronts } from '../src/kube/resource-kinds.ts';
import { managedSelector } from '../src/labels.ts';
import type { SharedCluster } from './shared-cluster.ts';

/** Cluster-scoped objects of the cluster itself or of a test file; `kind/name` each. */
export const listClusterObjects = async (kubectl: Kubectl): Promise<string[]> => {
  const kinds = 'namespaces,customresourcedefinitions,ingressclasses,storageclasses';
  return lines(await kubectl(['get', kinds, '-o', 'name']));
};

/** The contents of a namespace are then deleted by Kubernetes: no operator reconciles it any more. */
export async function clearCluster(
  { kubectl, startComponent: startPart, ownObjects }: SharedCluster,
  client: Client,
): Promise<void> {
  await startPart('kwok');
  await removeFinalizers(client, storefronts);
  await removeFinalizers(client, secrets, rootKeyFinalizer);
  const added = (await listClusterObjects(kubectl)).filter((name) => !ownObjects.has(name));
  if (added.length > 0) await kubectl(['delete', '--wait=false', '--ignore-not-found', ...added]);
  const ofStorefronts = ['storefronts', '--all', '--all-namespaces', '--wait=false'];
  await kubectl(['delete', ...ofStorefronts]);
  await kubectl(['delete', 'lease', '--all', '--namespace=default']);
}

/** @param only objects with this finalizer */
async function removeFinalizers(client: Client, kind: ResourceKind, only?: string): Promise<void> {
  const labelSelector = kind === secrets ? managedSelector : undefined;
  for await (const { items } of client.list({ kind, namespace: '', labelSelector }))
    for (const object of items) {
      const { finalizers = [] } = object.metadata;
      if (finalizers.length > 0 && (!only || finalizers.includes(only)))
        await client.mergePatch(referenceTo(object), { metadata: { finalizers: null } });
    }
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
