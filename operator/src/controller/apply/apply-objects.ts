/**
 * Makes objects as they should be, and keeps them so, field by field: what is compared is what the operator itself has applied
 * and what others have added that changes what an object does (`kube/object-digest.ts`). Nothing is written for an object
 * whose digest is the one that was read back when it was applied as it is wanted now. Any other is drift: it is applied again
 * with force, and what does not belong is taken out. Others' metadata stays.
 *
 * An object is recreated only when the API server refuses to change a field that is immutable, and only of the kinds in
 * `recreated`. A StatefulSet is replaced around its pods and volumes when these grow, as there is no other way.
 */

import { isImmutable, isInvalid } from '../../kube/api-error.ts';
import { competingManagers, foreignFields, ownFields } from '../../kube/field-ownership.ts';
import { containsPath, formatPath } from '../../kube/field-set.ts';
import { type KubeObject, keyOf, referenceTo } from '../../kube/kube-object.ts';
import { hashOf, objectHash } from '../../kube/object-hash.ts';
import { expandVolumes, volumeClaimTemplatesDiffer } from '../data/expand-volumes.ts';
import { ConditionError, toConditionError } from '../status/condition-error.ts';
import type { ApplyContext } from './apply-context.ts';
import { transferReplicasField, withoutAutoscaledReplicas } from './autoscaled-workloads.ts';
import { forEachConcurrent } from './for-each-concurrent.ts';
import { rejectOwnershipConflicts } from './ownership-conflicts.ts';
import { removeForeignFields } from './remove-foreign-fields.ts';

const concurrency = 8;

/** Kinds that lose nothing when they are made again: no address, no data, no connection. */
const recreatableKinds: ReadonlySet<string> = new Set([
  'Deployment',
  'Job',
  'ConfigMap',
  'Secret',
  'PodDisruptionBudget',
]);

/** @throws Obstacle something stands in the way; of what somebody else has under one of these names nothing is touched */
export async function applyObjects(context: ApplyContext, objects: readonly KubeObject[]): Promise<void> {
  await rejectOwnershipConflicts(context, objects);
  let firstError: ConditionError | undefined;
  await forEachConcurrent(objects, concurrency, (object) =>
    applyObject(context, withoutAutoscaledReplicas(object, context.autoscaled)).catch((error: unknown) => {
      const conditionError = toConditionError(error, object);
      // One object that is refused is no reason to leave the others as they are.
      if (!(conditionError instanceof ConditionError)) throw conditionError;
      firstError ??= conditionError;
    }),
  );
  if (firstError) throw firstError;
}

async function applyObject(context: ApplyContext, object: KubeObject): Promise<void> {
  const { client, cache, storefrontKey, lastApplied: record, conflicts, onDriftRepaired: onDrift } = context;
  const key = keyOf(referenceTo(object));
  const desiredHash = hashOf(object);
  const known = cache.entriesOf(storefrontKey).get(key);
  const previous = record.get(key);
  if (known && previous?.desiredHash === desiredHash && previous.liveHash === known.hash) return;
  // What is being deleted is made again once it is gone.
  if (known?.deleting) return;

  const drifted = previous?.desiredHash === desiredHash;
  const liveObject = drifted ? await client.get(referenceTo(object)) : undefined;
  if (liveObject && conflicts.isBackedOff(key, liveObject)) return;
  if (!drifted) conflicts.forget(key);

  const exists = known !== undefined || liveObject !== undefined;
  if (exists) await transferReplicasField(client, object);
  const result = await applyOrRecreate(context, object, exists);
  cache.upsert(result);
  record.set(key, { desiredHash, liveHash: objectHash(result) });
  if (!drifted) return;
  const own = ownFields(result);
  if (liveObject) conflicts.recordRepair(key, competingManagers(liveObject, own), own);
  const foreign = liveObject ? foreignFields(liveObject).filter(({ path }) => !containsPath(own, path)) : [];
  onDrift(
    object,
    foreign.map(({ manager, path }) => `${formatPath(path)} of ${manager}`),
  );
}

async function applyOrRecreate(
  { client, storefrontKey }: ApplyContext,
  object: KubeObject,
  exists: boolean,
): Promise<KubeObject> {
  try {
    return await removeForeignFields(client, await client.apply(object));
  } catch (error) {
    if (!exists || !isInvalid(error)) throw error;
    if (object.kind === 'StatefulSet' && (await volumeClaimTemplatesDiffer(client, object))) {
      await expandVolumes(client, storefrontKey, object);
    } else if (!(recreatableKinds.has(object.kind) && isImmutable(error))) throw error;
    const propagation = object.kind === 'Job' ? 'Background' : 'Orphan';
    await client.delete(referenceTo(object), { propagation });
    return client.apply(object);
  }
}
