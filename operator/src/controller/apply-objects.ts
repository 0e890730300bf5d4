/**
 * Makes objects as they should be, and keeps them so, field by field: what is compared is what the operator itself has applied
 * and what others have added that changes what an object does (`kube/object-digest.ts`). Nothing is written for an object
 * whose digest is the one that was read back when it was applied as it is wanted now. Any other is drift: it is applied again
 * with force, and what does not belong is taken out. Others' metadata stays.
 *
 * An object is recreated only when the API server refuses to change a field that is immutable, and only of the kinds in
 * `recreated`. A StatefulSet is replaced around its pods and volumes when these grow, as there is no other way.
 */

import { isImmutable, isInvalid } from '../kube/api-error.ts';
import { contenders, foreignFields, ownFields } from '../kube/field-ownership.ts';
import { pathText, touches } from '../kube/field-set.ts';
import { type KubeObject, keyOf, referenceTo } from '../kube/kube-object.ts';
import { digestOf, objectDigest } from '../kube/object-digest.ts';
import type { Application } from './application.ts';
import { growVolumes, volumesDiffer } from './grow-volumes.ts';
import { inParallel } from './in-parallel.ts';
import { refuseTakenNames } from './names-taken.ts';
import { Obstacle, obstacleOf } from './obstacle.ts';
import { removeForeignFields } from './remove-foreign-fields.ts';
import { handOverReplicas, withoutAutoscaledReplicas } from './replicas.ts';

const atOnce = 8;

/** Kinds that lose nothing when they are made again: no address, no data, no connection. */
const recreated: ReadonlySet<string> = new Set(['Deployment', 'Job', 'ConfigMap', 'Secret', 'PodDisruptionBudget']);

/** @throws Obstacle something stands in the way; of what somebody else has under one of these names nothing is touched */
export async function applyObjects(application: Application, objects: readonly KubeObject[]): Promise<void> {
  await refuseTakenNames(application, objects);
  let refusal: Obstacle | undefined;
  await inParallel(objects, atOnce, (object) =>
    applyObject(application, withoutAutoscaledReplicas(object, application.autoscaled)).catch((error: unknown) => {
      const reason = obstacleOf(error, object);
      // One object that is refused is no reason to leave the others as they are.
      if (!(reason instanceof Obstacle)) throw reason;
      refusal ??= reason;
    }),
  );
  if (refusal) throw refusal;
}

async function applyObject(application: Application, object: KubeObject): Promise<void> {
  const { client, cache, storefrontKey, record, conflicts, onDrift } = application;
  const key = keyOf(referenceTo(object));
  const wanted = digestOf(object);
  const known = cache.entriesOf(storefrontKey).get(key);
  const before = record.get(key);
  if (known && before?.wanted === wanted && before.live === known.digest) return;
  // What is being deleted is made again once it is gone.
  if (known?.deleting) return;

  const drifted = before?.wanted === wanted;
  const live = drifted ? await client.get(referenceTo(object)) : undefined;
  if (live && conflicts.leaves(key, live)) return;
  if (!drifted) conflicts.forget(key);

  const exists = known !== undefined || live !== undefined;
  if (exists) await handOverReplicas(client, object);
  const result = await applyOrRecreate(application, object, exists);
  cache.wrote(result);
  record.set(key, { wanted, live: objectDigest(result) });
  if (!drifted) return;
  const own = ownFields(result);
  if (live) conflicts.repaired(key, contenders(live, own), own);
  const foreign = live ? foreignFields(live).filter(({ path }) => !touches(own, path)) : [];
  onDrift(
    object,
    foreign.map(({ manager, path }) => `${pathText(path)} of ${manager}`),
  );
}

async function applyOrRecreate(
  { client, storefrontKey }: Application,
  object: KubeObject,
  exists: boolean,
): Promise<KubeObject> {
  try {
    return await removeForeignFields(client, await client.apply(object));
  } catch (error) {
    if (!exists || !isInvalid(error)) throw error;
    if (object.kind === 'StatefulSet' && (await volumesDiffer(client, object))) {
      await growVolumes(client, storefrontKey, object);
    } else if (!(recreated.has(object.kind) && isImmutable(error))) throw error;
    const propagation = object.kind === 'Job' ? 'Background' : 'Orphan';
    await client.remove(referenceTo(object), { propagation });
    return client.apply(object);
  }
}
