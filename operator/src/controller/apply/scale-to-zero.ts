/** Takes the pods of workloads away and keeps everything else of them. */
import { field, type KubeObject, keyOf, referenceTo } from '../../kube/kube-object.ts';
import { scaledObjects } from '../../kube/resource-kinds.ts';
import { componentLabel } from '../../labels.ts';
import type { ApplyContext } from './apply-context.ts';
import { applyObjects } from './apply-objects.ts';
import { deleteEntries } from './delete-entries.ts';

const isWorkload = ({ kind }: KubeObject): boolean => kind === 'Deployment' || kind === 'StatefulSet';

/**
 * @param objects workloads that do not exist are not created; other kinds are ignored
 * @returns names of the components that still have pods
 */
export async function scaleToZero(context: ApplyContext, objects: readonly KubeObject[]): Promise<string[]> {
  const present = context.cache.entriesOf(context.storefrontKey);
  const stopped = objects
    .filter((object) => isWorkload(object) && present.has(keyOf(referenceTo(object))))
    .map((object) => ({ ...object, spec: { ...(object.spec as Readonly<Record<string, unknown>>), replicas: 0 } }));
  // A HorizontalPodAutoscaler leaves a workload with zero replicas alone; KEDA gives it its minimum.
  const names = new Set(stopped.map(({ metadata }) => metadata.name));
  await deleteEntries(
    context.client,
    context.lastApplied,
    [...present].filter(([, { reference }]) => reference.kind === scaledObjects.kind && names.has(reference.name)),
  );
  await applyObjects({ ...context, autoscaled: new Set() }, stopped);
  const live = await Promise.all(stopped.map((object) => context.client.get(referenceTo(object))));
  return live.flatMap((object) =>
    object && field(object.status, 'replicas')
      ? [object.metadata.labels?.[componentLabel] ?? object.metadata.name]
      : [],
  );
}
