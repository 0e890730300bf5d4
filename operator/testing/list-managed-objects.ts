/** All objects of a Storefront in the cluster, normalized so that two shops created the same way are equal. */

import { isNotFound } from '../src/kube/api-error.ts';
import { ownFields } from '../src/kube/field-ownership.ts';
import { difference } from '../src/kube/field-set.ts';
import { type KubeObject, keyOf, referenceTo } from '../src/kube/kube-object.ts';
import { hashOf } from '../src/kube/object-hash.ts';
import { managedKinds, type ResourceKind } from '../src/kube/resource-kinds.ts';
import { managedSelector, storefrontLabel } from '../src/labels.ts';
import type { TestCluster } from './test-cluster.ts';

export async function listManagedObjects(
  { client }: TestCluster,
  namespace: string,
  name = 'shop',
): Promise<KubeObject[]> {
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

/** @param namespace empty: all */
export async function namesOf({ client }: TestCluster, kind: ResourceKind, namespace: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { items } of client.list({ kind, namespace })) names.push(...items.map((one) => one.metadata.name));
  return names;
}

/** Key of each object -> hash of everything in it that neither the API server nor its controllers write. */
export const objectHashes = (objects: readonly KubeObject[]): Record<string, string> =>
  Object.fromEntries(objects.map((object) => [keyOf(referenceTo(object)), hashOf(comparableContent(object))]));

const controllerAnnotations = ['deployment.kubernetes.io/', 'autoscaling.alpha.kubernetes.io/'];

function comparableContent(object: KubeObject): unknown {
  const { status: _, metadata, spec, ...rest } = object;
  const { labels, annotations = {}, ownerReferences } = metadata;
  const ownAnnotations = Object.entries(annotations).filter(
    ([name]) => !controllerAnnotations.some((prefix) => name.startsWith(prefix)),
  );
  const addresses = object.kind === 'Service' ? { clusterIP: undefined, clusterIPs: undefined } : {};
  // Replicas are left out where an autoscaler sets them.
  const autoscaled = object.kind === 'Deployment' && difference(countOfReplicas, ownFields(object)).length > 0;
  return {
    ...rest,
    spec: {
      ...(spec as Readonly<Record<string, unknown>> | undefined),
      ...addresses,
      ...(autoscaled ? { replicas: undefined } : {}),
    },
    metadata: { labels, annotations: Object.fromEntries(ownAnnotations), ownerReferences },
  };
}

const countOfReplicas = { 'f:spec': { 'f:replicas': {} } };
