/**
 * Protects the root Secret from accidental change or deletion: it is made immutable, labelled as the shop's, and held by a
 * finalizer while its Storefront exists. Somebody must be able to remove the finalizer when a whole namespace is deleted, which
 * deletes the operator's Role there first: so only an operator with cluster-wide rights sets it.
 */
import type { Client } from '../../kube/client.ts';
import { type KubeObject, referenceTo } from '../../kube/kube-object.ts';
import { managedBy, storefrontLabel } from '../../labels.ts';

export const rootKeyFinalizer = 'mambogo.com/root-secret';

export async function protectRootKeySecret(
  client: Pick<Client, 'mergePatch'>,
  secret: KubeObject,
  storefront: string,
  held: boolean,
): Promise<void> {
  const { labels = {}, resourceVersion } = secret.metadata;
  const ownershipLabels = { ...managedBy, [storefrontLabel]: storefront };
  const isLabelled = Object.entries(ownershipLabels).every(([name, value]) => labels[name] === value);
  const finalizers = desiredFinalizers(secret, held);
  const isHeld = finalizers.length === (secret.metadata.finalizers?.length ?? 0);
  if (secret.immutable === true && isLabelled && isHeld) return;
  await client.mergePatch(referenceTo(secret), {
    immutable: true,
    metadata: { labels: ownershipLabels, ...(isHeld ? {} : { finalizers }), resourceVersion },
  });
}

/** Removes the finalizer; everything else stays. */
export async function releaseRootKeySecret(client: Pick<Client, 'mergePatch'>, secret: KubeObject): Promise<void> {
  const { finalizers = [], resourceVersion } = secret.metadata;
  if (!finalizers.includes(rootKeyFinalizer)) return;
  const remaining = finalizers.filter((one) => one !== rootKeyFinalizer);
  await client.mergePatch(referenceTo(secret), { metadata: { finalizers: remaining, resourceVersion } });
}

/** An object that is being deleted can't get further finalizers, and keeps the ones it has. */
function desiredFinalizers({ metadata }: KubeObject, held: boolean): readonly string[] {
  const { finalizers = [], deletionTimestamp } = metadata;
  if (deletionTimestamp) return finalizers;
  const others = finalizers.filter((one) => one !== rootKeyFinalizer);
  return held ? [...others, rootKeyFinalizer] : others;
}
