/**
 * Two autoscalers of one workload contradict each other, and KEDA's webhook rejects a ScaledObject beside a HorizontalPodAutoscaler.
 * So what a shop no longer scales by is deleted before the other is applied, not pruned at the end like everything else.
 */
import { type KubeObject, keyOf, referenceTo } from '../../kube/kube-object.ts';
import { autoscalers, scaledObjects } from '../../kube/resource-kinds.ts';
import type { ApplyContext } from './apply-context.ts';
import { deleteEntries } from './delete-entries.ts';

const kinds: ReadonlySet<string> = new Set([autoscalers.kind, scaledObjects.kind]);

export async function deleteReplacedAutoscalers(context: ApplyContext, desired: readonly KubeObject[]): Promise<void> {
  const kept = new Set(desired.map((object) => keyOf(referenceTo(object))));
  const replaced = [...context.cache.entriesOf(context.storefrontKey)].filter(
    ([key, { reference }]) => kinds.has(reference.kind) && !kept.has(key),
  );
  await deleteEntries(context.client, context.lastApplied, replaced);
}
