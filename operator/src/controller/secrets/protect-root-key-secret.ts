/**
 * Keeps the root Secret from being changed or deleted by mistake: it is made immutable, marked as the shop's, and held by a
 * finalizer while its Storefront is there. The finalizer needs somebody who can take it off when a whole namespace is deleted,
 * which takes the operator's Role there along first: it is put on only by an operator whose rights come from outside.
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

/** The finalizer goes; whatever else it is stays. */
export async function releaseRootKeySecret(client: Pick<Client, 'mergePatch'>, secret: KubeObject): Promise<void> {
  const { finalizers = [], resourceVersion } = secret.metadata;
  if (!finalizers.includes(rootKeyFinalizer)) return;
  const remaining = finalizers.filter((one) => one !== rootKeyFinalizer);
  await client.mergePatch(referenceTo(secret), { metadata: { finalizers: remaining, resourceVersion } });
}

/** What is being deleted takes no further finalizer, and is not let go either. */
function desiredFinalizers({ metadata }: KubeObject, held: boolean): readonly string[] {
  const { finalizers = [], deletionTimestamp } = metadata;
  if (deletionTimestamp) return finalizers;
  const others = finalizers.filter((one) => one !== rootKeyFinalizer);
  return held ? [...others, rootKeyFinalizer] : others;
}
