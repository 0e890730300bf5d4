/**
 * Applies the desired objects and repairs drift, field by field. What is compared is what the operator itself applied, plus
 * fields that others added and that change what the object does (`kube/object-hash.ts`). An object whose live hash equals the
 * hash read back after its last apply is not written. Anything else is drift: the object is applied again with force, and
 * foreign fields that matter are removed. Metadata that others added stays.
 *
 * An object is recreated only when the API server rejects a change of an immutable field, and only for kinds in
 * `recreatableKinds`. A StatefulSet whose volumes grow is replaced while its pods and volumes stay (orphan deletion): there is
 * no other way.
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

/** Kinds that can be recreated without loss: no address, no data, no connections. */
const recreatableKinds: ReadonlySet<string> = new Set([
  'Deployment',
  'Job',
  'ConfigMap',
  'Secret',
  'PodDisruptionBudget',
]);

/** @throws ConditionError the apply failed for good; objects of other owners that have one of these names are left unchanged */
export async function applyObjects(context: ApplyContext, objects: readonly KubeObject[]): Promise<void> {
  await rejectOwnershipConflicts(context, objects);
  let firstError: ConditionError | undefined;
  await forEachConcurrent(objects, concurrency, (object) =>
    applyObject(context, withoutAutoscaledReplicas(object, context.autoscaled)).catch((error: unknown) => {
      const conditionError = toConditionError(error, object);
      // One rejected object does not keep the others from being applied.
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
  // An object that is being deleted is created again once it is gone.
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
