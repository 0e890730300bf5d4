/**
 * A pod that requested a sidecar and was created while the injector was unavailable never gets one: it is recreated, with an
 * Event. Only while services are not ready, and only pods older than half a minute, so that a missing Dapr causes no hot loop.
 */
import type { Client } from '../../kube/client.ts';
import { type KubeObject, referenceTo } from '../../kube/kube-object.ts';
import { recordEvent } from '../../kube/record-event.ts';
import { pods } from '../../kube/resource-kinds.ts';
import { storefrontLabel } from '../../labels.ts';
import type { Condition } from '../status/conditions.ts';
import { isMissingSidecar } from './diagnose-pods.ts';

const minAgeMs = 30_000;

export async function recreatePodsWithoutSidecar(
  client: Client,
  storefront: KubeObject,
  conditions: readonly Condition[],
): Promise<void> {
  if (!conditions.some(({ type, reason }) => type === 'ServicesReady' && reason === 'Stuck')) return;
  const { namespace = '', name } = storefront.metadata;
  for await (const { items } of client.list({ kind: pods, namespace, labelSelector: `${storefrontLabel}=${name}` })) {
    for (const pod of items.filter(
      (one) => isMissingSidecar(one) && !one.metadata.deletionTimestamp && ageOf(one) > minAgeMs,
    )) {
      await client.delete(referenceTo(pod), { uid: pod.metadata.uid });
      const message = `Pod ${pod.metadata.name} started without its sidecar; deleted, to be recreated`;
      await recordEvent(client, storefront, { type: 'Warning', reason: 'SidecarMissing', message });
    }
  }
}

const ageOf = ({ metadata }: KubeObject): number => Date.now() - Date.parse(metadata.creationTimestamp ?? '');
