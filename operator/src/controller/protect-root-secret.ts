/**
 * Keeps the root Secret from being changed or deleted by mistake: it is made immutable, marked as the shop's, and held by a
 * finalizer while its Storefront is there. The finalizer needs somebody who can take it off when a whole namespace is deleted,
 * which takes the operator's Role there along first: it is put on only by an operator whose rights come from outside.
 */
import type { Client } from '../kube/client.ts';
import { type KubeObject, referenceTo } from '../kube/kube-object.ts';
import { managedBy, storefrontLabel } from '../labels.ts';

export const rootFinalizer = 'mambogo.com/root-secret';

export async function protectRootSecret(
  client: Pick<Client, 'merge'>,
  secret: KubeObject,
  storefront: string,
  held: boolean,
): Promise<void> {
  const { labels = {}, resourceVersion } = secret.metadata;
  const marks = { ...managedBy, [storefrontLabel]: storefront };
  const marked = Object.entries(marks).every(([name, value]) => labels[name] === value);
  const finalizers = wantedFinalizers(secret, held);
  const isHeld = finalizers.length === (secret.metadata.finalizers?.length ?? 0);
  if (secret.immutable === true && marked && isHeld) return;
  await client.merge(referenceTo(secret), {
    immutable: true,
    metadata: { labels: marks, ...(isHeld ? {} : { finalizers }), resourceVersion },
  });
}

/** The finalizer goes; whatever else it is stays. */
export async function releaseRootSecret(client: Pick<Client, 'merge'>, secret: KubeObject): Promise<void> {
  const { finalizers = [], resourceVersion } = secret.metadata;
  if (!finalizers.includes(rootFinalizer)) return;
  const rest = finalizers.filter((one) => one !== rootFinalizer);
  await client.merge(referenceTo(secret), { metadata: { finalizers: rest, resourceVersion } });
}

/** What is being deleted takes no further finalizer, and is not let go either. */
function wantedFinalizers({ metadata }: KubeObject, held: boolean): readonly string[] {
  const { finalizers = [], deletionTimestamp } = metadata;
  if (deletionTimestamp) return finalizers;
  const others = finalizers.filter((one) => one !== rootFinalizer);
  return held ? [...others, rootFinalizer] : others;
}
