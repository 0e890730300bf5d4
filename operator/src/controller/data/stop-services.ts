/** Services whose data is lost have no pods until a person has said what becomes of it: they would begin again on an empty store. */
import { type KubeObject, keyOf, referenceTo } from '../../kube/kube-object.ts';
import { componentLabel } from '../../labels.ts';
import type { ApplyContext } from '../apply/apply-context.ts';
import { applyObjects } from '../apply/apply-objects.ts';
import { type Condition, conditionFalse } from '../status/conditions.ts';
import type { LostStore } from './detect-data-loss.ts';

/** @param services objects of all services; those that are not there yet are not made */
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
  // Autoscalers leave alone what should have no pods.
  await applyObjects({ ...context, autoscaled: new Set() }, stopped);
  return conditionFalse('ServicesReady', 'DataLost', `${[...users].join(', ')} are stopped: their data is lost`);
}
