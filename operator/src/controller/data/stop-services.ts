/** Services whose data is lost get no pods until a person has decided what to do: they would start over on an empty store. */
import { type KubeObject, keyOf, referenceTo } from '../../kube/kube-object.ts';
import { componentLabel } from '../../labels.ts';
import type { ApplyContext } from '../apply/apply-context.ts';
import { applyObjects } from '../apply/apply-objects.ts';
import { type Condition, conditionFalse } from '../status/conditions.ts';
import type { LostStore } from './detect-data-loss.ts';

/** @param services objects of all services; missing ones are not created */
export async function stopServices(
  context: ApplyContext,
  services: readonly KubeObject[],
  lostStores: readonly LostStore[],
): Promise<Condition> {
  const users = new Set(lostStores.flatMap((store) => store.users));
  const present = context.cache.entriesOf(context.storefrontKey);
  const stopped = services
    .filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet')
    .filter((object) => users.has(object.metadata.labels?.[componentLabel] ?? ''))
    .filter((object) => present.has(keyOf(referenceTo(object))))
    .map((object) => ({ ...object, spec: { ...(object.spec as Readonly<Record<string, unknown>>), replicas: 0 } }));
  // Autoscalers leave a workload with zero replicas alone.
  await applyObjects({ ...context, autoscaled: new Set() }, stopped);
  return conditionFalse('ServicesReady', 'DataLost', `${[...users].join(', ')} are stopped: their data is lost`);
}
