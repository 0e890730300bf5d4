/** Recent warning Events about a Storefront, newest first. Events are kept for about an hour by default. */
import { fieldText, type KubeObject } from '@mambogo/operator/kube/kube-object.ts';
import { kubernetesEvents } from '@mambogo/operator/kube/resource-kinds.ts';
import type { Cluster } from '../cluster/cluster.ts';

const maxWarnings = 5;

export async function listWarnings({ client }: Cluster, { metadata }: KubeObject): Promise<string[]> {
  const found: { readonly at: string; readonly line: string }[] = [];
  const fieldSelector = `type=Warning,involvedObject.kind=Storefront,involvedObject.name=${metadata.name}`;
  for await (const { items } of client.list({
    kind: kubernetesEvents,
    namespace: metadata.namespace ?? '',
    fieldSelector,
  }))
    for (const event of items) {
      const at = fieldText(event, 'lastTimestamp') ?? fieldText(event, 'eventTime') ?? '';
      found.push({ at, line: `${at}  ${fieldText(event, 'reason') ?? ''}: ${fieldText(event, 'message') ?? ''}` });
    }
  return found
    .sort((one, other) => other.at.localeCompare(one.at))
    .slice(0, maxWarnings)
    .map(({ line }) => line);
}
