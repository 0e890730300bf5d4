/**
 * Volumes of a StatefulSet: they grow where their class can, before the StatefulSet is made anew with the new size. What is
 * there is never made smaller: the size it was made with stands.
 */
import { ApiError } from '../kube/api-error.ts';
import type { Client } from '../kube/client.ts';
import { field, fieldText, type KubeObject, referenceTo } from '../kube/kube-object.ts';
import { volumeClaims } from '../kube/resource-kinds.ts';
import { partLabel, storefrontLabel } from '../labels.ts';
import { Obstacle } from './obstacle.ts';

export async function growVolumes(client: Client, storefrontKey: string, wanted: KubeObject): Promise<void> {
  const size = requestOf(field(wanted.spec, 'volumeClaimTemplates', 0));
  const [namespace = '', storefront] = storefrontKey.split('/');
  const labelSelector = `${storefrontLabel}=${storefront},${partLabel}=${wanted.metadata.labels?.[partLabel]}`;
  for await (const { items } of client.list({ kind: volumeClaims, namespace, labelSelector })) {
    for (const claim of items) {
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

const requestOf = (claim: unknown): string => fieldText(claim, 'spec', 'resources', 'requests', 'storage') ?? '0';

const units: Readonly<Record<string, number>> = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };

export function bytesOf(quantity: string): number {
  const [, number, unit = ''] = /^(\d+)(Ki|Mi|Gi|Ti)?$/.exec(quantity) ?? [];
  return Number(number ?? 0) * (units[unit] ?? 1);
}
