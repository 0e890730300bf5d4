/** Reads log lines of a Storefront's service pods as the API server streams them. */
import type { KubeObject } from '@mambogo/operator/kube/kube-object.ts';
import { fieldList, fieldText } from '@mambogo/operator/kube/kube-object.ts';
import { collectionPath, pods } from '@mambogo/operator/kube/resource-kinds.ts';
import { componentLabel, storefrontLabel } from '@mambogo/operator/labels.ts';
import type { Cluster } from '../cluster/cluster.ts';

export interface LogSource {
  readonly pod: string;
  readonly container: string;
  /** The service or store. */
  readonly component: string;
}

export interface LogRange {
  readonly sinceSeconds?: number;
  readonly tailLines?: number;
  /** The logs of the container before its last restart. */
  readonly previous?: boolean;
}

export async function listPods({ client }: Cluster, { metadata }: KubeObject): Promise<KubeObject[]> {
  const found: KubeObject[] = [];
  const labelSelector = `${storefrontLabel}=${metadata.name}`;
  for await (const { items } of client.list({ kind: pods, namespace: metadata.namespace ?? '', labelSelector }))
    found.push(...items);
  return found;
}

/** All containers of a pod: the service or store, and its Dapr sidecar. */
export const logSources = (pod: KubeObject): LogSource[] =>
  fieldList(pod.spec, 'containers').map((container) => ({
    pod: pod.metadata.name,
    container: fieldText(container, 'name') ?? '',
    component: pod.metadata.labels?.[componentLabel] ?? pod.metadata.name,
  }));

/** @throws ApiError, for example while the container is being created */
export function readLog(
  { connection }: Cluster,
  namespace: string,
  { pod, container }: LogSource,
  { sinceSeconds, tailLines, previous }: LogRange,
): AsyncIterable<string> {
  return connection.streamLines({
    method: 'GET',
    path: `${collectionPath(pods, namespace)}/${encodeURIComponent(pod)}/log`,
    query: { container, sinceSeconds, tailLines, previous: previous || undefined },
  });
}
