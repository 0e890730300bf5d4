/**
 * Store members with TLS and members without it can't talk to each other, so a rolling update would never get ready: as soon as
 * the first member has switched to TLS, the others are recreated too.
 */
import type { Client } from '../../kube/client.ts';
import { referenceTo } from '../../kube/kube-object.ts';
import { pods } from '../../kube/resource-kinds.ts';
import { componentLabel, storefrontLabel } from '../../labels.ts';
import type { ShopModel } from '../../model/shop-model.ts';
import { encryptedAnnotation } from '../../resources/store-stateful-set.ts';
import { forEachConcurrent } from '../apply/for-each-concurrent.ts';
import { type Condition, isConditionTrue } from '../status/conditions.ts';

export async function recreatePlaintextMembers(
  client: Pick<Client, 'list' | 'delete'>,
  { storefront, namespace, stores }: ShopModel,
  conditions: readonly Condition[],
): Promise<void> {
  if (isConditionTrue(conditions, 'StoresReady')) return;
  for (const { name, source } of stores) {
    if (!source.embedded || source.members < 2) continue;
    const labelSelector = `${storefrontLabel}=${storefront},${componentLabel}=${name}`;
    for await (const { items } of client.list({ kind: pods, namespace, labelSelector })) {
      const plaintext = items.filter(({ metadata }) => metadata.annotations?.[encryptedAnnotation] === undefined);
      if (plaintext.length === items.length) continue;
      await forEachConcurrent(plaintext, 8, (pod) => client.delete(referenceTo(pod), { uid: pod.metadata.uid }));
    }
  }
}
