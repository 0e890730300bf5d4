/**
 * Members of a store that know TLS and members that do not can't talk to each other, so one after the other they would never be
 * ready: as soon as the first one has been brought over, the others are replaced too.
 */
import type { Client } from '../kube/client.ts';
import { referenceTo } from '../kube/kube-object.ts';
import { pods } from '../kube/resource-kinds.ts';
import { partLabel, storefrontLabel } from '../labels.ts';
import type { ShopModel } from '../model/shop-model.ts';
import { encryptedAnnotation } from '../resources/store-set.ts';
import type { Finding } from './conditions.ts';
import { inParallel } from './in-parallel.ts';

export async function replacePlainMembers(
  client: Pick<Client, 'list' | 'remove'>,
  { storefront, namespace, stores }: ShopModel,
  findings: readonly Finding[],
): Promise<void> {
  if (findings.some(({ type, status }) => type === 'StoresReady' && status === 'True')) return;
  for (const { name, source } of stores) {
    if (!source.embedded || source.members < 2) continue;
    const labelSelector = `${storefrontLabel}=${storefront},${partLabel}=${name}`;
    for await (const { items } of client.list({ kind: pods, namespace, labelSelector })) {
      const plain = items.filter(({ metadata }) => metadata.annotations?.[encryptedAnnotation] === undefined);
      if (plain.length === items.length) continue;
      await inParallel(plain, 8, (pod) => client.remove(referenceTo(pod), { uid: pod.metadata.uid }));
    }
  }
}
