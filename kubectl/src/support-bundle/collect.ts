/** Collects the files of a support bundle: objects, Events and logs of one Storefront. What can't be read is named in it. */
import { isForbidden, isNotFound } from '@mambogo/operator/kube/api-error.ts';
import { fieldText, type KubeObject } from '@mambogo/operator/kube/kube-object.ts';
import {
  kubernetesEvents,
  managedKinds,
  pods as podKind,
  type ResourceKind,
  requestKinds,
  volumeClaims,
} from '@mambogo/operator/kube/resource-kinds.ts';
import { storefrontLabel } from '@mambogo/operator/labels.ts';
import { stringify } from 'yaml';
import type { Cluster } from '../cluster/cluster.ts';
import { type LogRange, logSources, readLog } from '../logs/read-pod-logs.ts';
import { redact } from './redact.ts';

export interface BundleFile {
  /** Path within the bundle. */
  readonly path: string;
  readonly text: string;
}

/** Lines of each container's log. */
const tailLines = 5_000;
export const unreadableFile = 'not-collected.txt';

export async function* collectBundle(cluster: Cluster, storefront: KubeObject): AsyncIterable<BundleFile> {
  const { name, namespace = '' } = storefront.metadata;
  const unreadable: string[] = [];
  const list = async (kind: ResourceKind, labelSelector?: string): Promise<KubeObject[]> => {
    const found: KubeObject[] = [];
    try {
      for await (const { items } of cluster.client.list({ kind, namespace, labelSelector })) found.push(...items);
    } catch (error) {
      if (!isNotFound(error)) unreadable.push(`${kind.plural}: ${reason(error)}`);
    }
    return found;
  };
  const labelSelector = `${storefrontLabel}=${name}`;

  yield { path: 'storefront.yaml', text: stringify(redact(storefront)) };
  for (const kind of requestKinds) {
    const objects = (await list(kind)).filter(({ spec }) => fieldText(spec, 'storefront') === name);
    if (objects.length > 0) yield { path: `objects/${kind.plural}.yaml`, text: asYaml(objects) };
  }
  for (const kind of [...managedKinds, podKind, volumeClaims]) {
    const objects = await list(kind, labelSelector);
    if (objects.length > 0) yield { path: `objects/${kind.plural}.yaml`, text: asYaml(objects) };
  }
  yield { path: 'events.yaml', text: asYaml(await list(kubernetesEvents)) };
  for (const pod of await list(podKind, labelSelector))
    for (const source of logSources(pod))
      for (const range of [{ tailLines }, { tailLines, previous: true }] satisfies LogRange[]) {
        const suffix = 'previous' in range ? '.previous' : '';
        const path = `logs/${source.pod}/${source.container}${suffix}.log`;
        try {
          const lines = await Array.fromAsync(readLog(cluster, namespace, source, range));
          if (lines.length > 0) yield { path, text: `${lines.join('\n')}\n` };
        } catch (error) {
          // Most containers never restarted: they have no earlier log.
          if (!suffix) unreadable.push(`${path}: ${reason(error)}`);
        }
      }
  if (unreadable.length > 0) yield { path: unreadableFile, text: `${unreadable.join('\n')}\n` };
}

const asYaml = (objects: readonly KubeObject[]): string =>
  objects.map((object) => stringify(redact(object))).join('---\n');

const reason = (error: unknown): string =>
  isForbidden(error) ? `not permitted (${(error as Error).message})` : (error as Error).message;
