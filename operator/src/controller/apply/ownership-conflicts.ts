/**
 * Objects of other owners that have the names a shop's objects need. They are not overwritten: the condition names their owners
 * and what to do. An object is ours when it has our labels, or when our Storefront owns it even if its labels were removed.
 */
import { type KubeObject, keyOf, type OwnerReference, referenceTo } from '../../kube/kube-object.ts';
import type { ApplyContext } from './apply-context.ts';
import { forEachConcurrent } from './for-each-concurrent.ts';
import { ownershipConflictError, ownershipLabels } from './ownership-conflict-error.ts';

/**
 * Checks only objects that were never applied or are not seen as ours; all others are known to be ours.
 * @throws ConditionError lists all of them
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
