/**
 * Objects of somebody else that have the names a shop's objects would have. Nothing of theirs is overwritten: it is said who
 * they are and what to do. Ours is what bears our labels, or belongs to our Storefront whoever took the labels off.
 */
import { type KubeObject, keyOf, type OwnerReference, referenceTo } from '../../kube/kube-object.ts';
import type { ApplyContext } from './apply-context.ts';
import { forEachConcurrent } from './for-each-concurrent.ts';
import { ownershipConflictError, ownershipLabels } from './ownership-conflict-error.ts';

/**
 * Asks for what was never applied, or is not seen as ours; all else is known to be ours.
 * @throws Obstacle names every one of them
 */
export async function rejectOwnershipConflicts(
  { client, cache, storefrontKey, lastApplied: record, owner }: ApplyContext,
  objects: readonly KubeObject[],
): Promise<void> {
  const [, storefront = ''] = storefrontKey.split('/');
  const entries = cache.entriesOf(storefrontKey);
  const unknown = objects.map(referenceTo).filter((one) => !(entries.has(keyOf(one)) && record.get(keyOf(one))));
  const conflicting: KubeObject[] = [];
  await forEachConcurrent(unknown, 8, async (reference) => {
    const existing = await client.get(reference);
    if (existing && isForeign(existing, storefront, owner)) conflicting.push(existing);
  });
  if (conflicting.length > 0) throw ownershipConflictError(conflicting, storefront);
}

function isForeign({ metadata }: KubeObject, storefront: string, owner: OwnerReference): boolean {
  const { ownerReferences = [], labels = {} } = metadata;
  if (ownerReferences.some(({ uid }) => uid === owner.uid)) return false;
  // An earlier Storefront of this name may have left it behind.
  if (ownerReferences.some((one) => one.controller && !(one.kind === owner.kind && one.name === owner.name)))
    return true;
  return Object.entries(ownershipLabels(storefront)).some(([name, value]) => labels[name] !== value);
}
