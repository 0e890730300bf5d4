/**
 * A claim that never got a volume keeps the StorageClass it was created with, even when the Storefront names another one: it is
 * recreated, and an Event reports that. Only claims without a volume: they hold no data.
 */
import type { Client } from '../../kube/client.ts';
import { field, type KubeObject, referenceTo } from '../../kube/kube-object.ts';
import { recordEvent } from '../../kube/record-event.ts';
import { volumeClaims } from '../../kube/resource-kinds.ts';
import { componentLabel, storefrontLabel } from '../../labels.ts';
import type { Condition } from '../status/conditions.ts';
import { isUnbound, storageClassOf } from './expand-volumes.ts';

export async function recreateUnboundPvcs(
  client: Client,
  storefront: KubeObject,
  stores: readonly KubeObject[],
  conditions: readonly Condition[],
): Promise<void> {
  if (!conditions.some(({ type, reason }) => type === 'StoresReady' && reason === 'Stuck')) return;
  const storageClassByComponent = new Map(
    stores
      .filter(({ kind }) => kind === 'StatefulSet')
      .map(({ metadata, spec }) => [
        metadata.labels?.[componentLabel],
        storageClassOf(field(spec, 'volumeClaimTemplates', 0)),
      ]),
  );
  const { namespace = '', name } = storefront.metadata;
  const labelSelector = `${storefrontLabel}=${name}`;
  for await (const { items } of client.list({ kind: volumeClaims, namespace, labelSelector })) {
    for (const claim of items.filter((one) => isUnbound(one) && !one.metadata.deletionTimestamp)) {
      const storageClass = storageClassByComponent.get(claim.metadata.labels?.[componentLabel]);
      if (storageClass === undefined || storageClass === storageClassOf(claim)) continue;
      await client.delete(referenceTo(claim), { uid: claim.metadata.uid });
      const message = `${claim.metadata.name} was never bound to a volume; deleted, to be recreated with StorageClass ${storageClass}`;
      await recordEvent(client, storefront, { type: 'Normal', reason: 'VolumeClaimReplaced', message });
    }
  }
}
