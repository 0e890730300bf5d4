/**
 * Objects of somebody else that have the names a shop's objects would have. Nothing of theirs is overwritten: it is said who
 * they are and what to do. Ours is what bears our labels, or belongs to our Storefront whoever took the labels off.
 */
import { type KubeObject, keyOf, type OwnerReference, referenceTo } from '../kube/kube-object.ts';
import type { Application } from './application.ts';
import { inParallel } from './in-parallel.ts';
import { nameTaken, ownLabels } from './name-taken.ts';

/**
 * Asks for what was never applied, or is not seen as ours; all else is known to be ours.
 * @throws Obstacle names every one of them
 */
export async function refuseTakenNames(
  { client, cache, storefrontKey, record, owner }: Application,
  objects: readonly KubeObject[],
): Promise<void> {
  const [, storefront = ''] = storefrontKey.split('/');
  const seen = cache.entriesOf(storefrontKey);
  const unknown = objects.map(referenceTo).filter((one) => !(seen.has(keyOf(one)) && record.get(keyOf(one))));
  const taken: KubeObject[] = [];
  await inParallel(unknown, 8, async (reference) => {
    const existing = await client.get(reference);
    if (existing && isSomebodyElses(existing, storefront, owner)) taken.push(existing);
  });
  if (taken.length > 0) throw nameTaken(taken, storefront);
}

function isSomebodyElses({ metadata }: KubeObject, storefront: string, owner: OwnerReference): boolean {
  const { ownerReferences = [], labels = {} } = metadata;
  if (ownerReferences.some(({ uid }) => uid === owner.uid)) return false;
  // An earlier Storefront of this name may have left it behind.
  if (ownerReferences.some((one) => one.controller && !(one.kind === owner.kind && one.name === owner.name)))
    return true;
  return Object.entries(ownLabels(storefront)).some(([name, value]) => labels[name] !== value);
}
