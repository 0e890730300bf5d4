/**
 * Volumes of a StatefulSet: they grow where their class can, before the StatefulSet is made anew with the new size. What is
 * there is never made smaller, nor moved to another class: what it was made with stands.
 */
import { ApiError } from '../kube/api-error.ts';
import type { Client } from '../kube/client.ts';
import { field, fieldText, type KubeObject, referenceTo } from '../kube/kube-object.ts';
import { volumeClaims } from '../kube/resource-kinds.ts';
import { partLabel, storefrontLabel } from '../labels.ts';
import { Obstacle } from './obstacle.ts';

export async function growVolumes(client: Client, storefrontKey: string, wanted: KubeObject): Promise<void> {
  const template = field(wanted.spec, 'volumeClaimTemplates', 0);
  const [size, storageClass] = [requestOf(template), storageClassOf(template)];
  const [namespace = '', storefront] = storefrontKey.split('/');
  const labelSelector = `${storefrontLabel}=${storefront},${partLabel}=${wanted.metadata.labels?.[partLabel]}`;
  for await (const { items } of client.list({ kind: volumeClaims, namespace, labelSelector })) {
    for (const claim of items) {
      refuseOtherClass(claim, storageClass);
      const present = requestOf(claim);
      if (bytesOf(size) === bytesOf(present)) continue;
      if (bytesOf(size) < bytesOf(present)) {
        throw new Obstacle(
          'StorageNotShrinkable',
          `${wanted.metadata.name} has volumes of ${present}; ask for that or more, ${size} is less`,
        );
      }
      await client
        .merge(referenceTo(claim), { spec: { resources: { requests: { storage: size } } } })
        .catch((error: unknown) => {
          if (!(error instanceof ApiError) || error.status >= 500 || error.status === 429) throw error;
          throw new Obstacle(
            'StorageNotExpandable',
            `${claim.metadata.name} can't grow from ${present} to ${size}: ${error.message}; its StorageClass needs allowVolumeExpansion`,
          );
        });
    }
  }
}

function refuseOtherClass(claim: KubeObject, wanted: string | undefined): void {
  const present = storageClassOf(claim);
  if (isUnbound(claim) || wanted === undefined || present === wanted) return;
  throw new Obstacle(
    'Immutable',
    `${claim.metadata.name} is a volume of StorageClass ${present} and stays one; put ${present} back in storageClassName`,
  );
}

export const storageClassOf = (claim: unknown): string | undefined => fieldText(claim, 'spec', 'storageClassName');

/** It never had a volume, and so no data. */
export const isUnbound = ({ spec, status }: KubeObject): boolean =>
  fieldText(status, 'phase') === 'Pending' && !fieldText(spec, 'volumeName');

const requestOf = (claim: unknown): string => fieldText(claim, 'spec', 'resources', 'requests', 'storage') ?? '0';

const units: Readonly<Record<string, number>> = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };

export function bytesOf(quantity: string): number {
  const [, number, unit = ''] = /^(\d+)(Ki|Mi|Gi|Ti)?$/.exec(quantity) ?? [];
  return Number(number ?? 0) * (units[unit] ?? 1);
}
