/**
 * Makes objects so, and keeps them so. Nothing is written for an object whose live digest is the one that was read back after
 * it was applied as it is wanted now. Any other digest is drift: it is applied again, with force; if it then still differs,
 * somebody else's fields are in it, and it is made anew (its pods and volumes stay).
 */

import { isInvalid } from '../kube/api-error.ts';
import type { Client } from '../kube/client.ts';
import { type KubeObject, keyOf, type OwnerReference, referenceTo } from '../kube/kube-object.ts';
import { digestOf, objectDigest } from '../kube/object-digest.ts';
import type { WatchCache } from '../kube/watch-cache.ts';
import type { AppliedRecord } from './applied-record.ts';
import { growVolumes } from './grow-volumes.ts';
import { inParallel } from './in-parallel.ts';
import { refuseTakenNames } from './names-taken.ts';
import { obstacleOf } from './obstacle.ts';

export interface Application {
  readonly client: Client;
  readonly cache: WatchCache;
  readonly storefrontKey: string;
  readonly record: AppliedRecord;
  /** The Storefront, as what it owns names it. */
  readonly owner: OwnerReference;
  onDrift(object: KubeObject): void;
}

const atOnce = 8;

/** @throws Obstacle something stands in the way; of what somebody else has under one of these names nothing is touched */
export async function applyObjects(application: Application, objects: readonly KubeObject[]): Promise<void> {
  await refuseTakenNames(application, objects);
  await inParallel(objects, atOnce, (object) =>
    applyObject(application, object).catch((error: unknown) => {
      throw obstacleOf(error, object);
    }),
  );
}

async function applyObject(application: Application, object: KubeObject): Promise<void> {
  const { client, cache, storefrontKey, record, onDrift } = application;
  const key = keyOf(referenceTo(object));
  const wanted = digestOf(object);
  const live = cache.entriesOf(storefrontKey).get(key);
  const before = record.get(key);
  if (live && before?.wanted === wanted && before.live === live.digest) return;
  // What is going away is made anew once it is gone.
  if (live?.deleting) return;
  const drifted = before?.wanted === wanted;
  if (drifted) onDrift(object);

  let result = await applyOrGrow(application, object, live !== undefined);
  if (live && drifted && objectDigest(result) !== before.live) result = await makeAnew(client, object);
  cache.wrote(result);
  record.set(key, { wanted, live: objectDigest(result) });
}

async function applyOrGrow(
  { client, storefrontKey }: Application,
  object: KubeObject,
  exists: boolean,
): Promise<KubeObject> {
  try {
    return await client.apply(object);
  } catch (error) {
    if (!exists || !isInvalid(error)) throw error;
    // Volumes of a StatefulSet, and what selects a workload's pods, can't change in place.
    if (object.kind === 'StatefulSet') await growVolumes(client, storefrontKey, object);
    else if (object.kind !== 'Deployment') throw error;
    return makeAnew(client, object);
  }
}

async function makeAnew(client: Client, object: KubeObject): Promise<KubeObject> {
  const reference = referenceTo(object);
  await client.remove(reference, { propagation: object.kind === 'Job' ? 'Background' : 'Orphan' });
  return client.apply(object);
}
