/** Services whose data is lost have no pods until a person has said what becomes of it: they would begin again on an empty store. */
import { type KubeObject, keyOf, referenceTo } from '../kube/kube-object.ts';
import { partLabel } from '../labels.ts';
import type { Application } from './application.ts';
import { applyObjects } from './apply-objects.ts';
import { type Finding, missing } from './conditions.ts';
import type { LostStore } from './lost-data.ts';

/** @param services objects of all services; those that are not there yet are not made */
export async function stopServices(
  application: Application,
  services: readonly KubeObject[],
  lost: readonly LostStore[],
): Promise<Finding> {
  const users = new Set(lost.flatMap((store) => store.users));
  const present = application.cache.entriesOf(application.storefrontKey);
  const stopped = services
    .filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet')
    .filter((object) => users.has(object.metadata.labels?.[partLabel] ?? ''))
    .filter((object) => present.has(keyOf(referenceTo(object))))
    .map((object) => ({ ...object, spec: { ...(object.spec as Readonly<Record<string, unknown>>), replicas: 0 } }));
  // Autoscalers leave alone what should have no pods.
  await applyObjects({ ...application, autoscaled: new Set() }, stopped);
  return missing('ServicesReady', 'DataLost', `${[...users].join(', ')} are stopped: their data is lost`);
}
