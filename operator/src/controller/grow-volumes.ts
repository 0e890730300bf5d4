/**
 * Volumes of a StatefulSet: they grow where their class can, before the StatefulSet is replaced by one with the new size. What
 * is there is never made smaller, nor moved to another class: what it was made with stands.
 */
import { bytesOf } from '../api/quantities.ts';
import { ApiError } from '../kube/api-error.ts';
import type { Client } from '../kube/client.ts';
import { field, fieldText, type KubeObject, referenceTo } from '../kube/kube-object.ts';
import { volumeClaims } from '../kube/resource-kinds.ts';
import { partLabel, storefrontLabel } from '../labels.ts';
import { Obstacle } from './obstacle.ts';

/** The claims of each part of a shop. */
export async function claimsByPart(
  client: Pick<Client, 'list'>,
  namespace: string,
  storefront: string,
): Promise<ReadonlyMap<string, readonly KubeObject[]>> {
  const claims = new Map<string, KubeObject[]>();
  const labelSelector = `${storefrontLabel}=${storefront}`;
  for await (const { items } of client.list({ kind: volumeClaims, namespace, labelSelector }))
    for (const claim of items) {
      const part = claim.metadata.labels?.[partLabel] ?? '';
      claims.set(part, [...(claims.get(part) ?? []), claim]);
    }
  return claims;
}

export interface WantedVolume {
  /** Where the Storefront speaks of the store. */
  readonly field: string;
  readonly storage: string;
  readonly storageClassName?: string;
}

/** @throws Obstacle the claims can't become what is wanted; nothing was changed */
export async function refuseVolumes(
  client: Pick<Client, 'dryRun'>,
  { field: where, storage, storageClassName }: WantedVolume,
  claims: readonly KubeObject[],
): Promise<void> {
  for (const claim of claims) {
    const [present, presentClass] = [requestOf(claim), storageClassOf(claim)];
    const { name } = claim.metadata;
    if (!isUnbound(claim) && storageClassName !== undefined && presentClass !== storageClassName) {
      throw new Obstacle(
        'Immutable',
        `${where}.embedded.storageClassName: ${name} is a volume of StorageClass ${presentClass} and stays one; put ${presentClass} back`,
      );
    }
    if (bytesOf(storage) < bytesOf(present)) {
      throw new Obstacle(
        'StorageNotShrinkable',
        `${where}.embedded.storage: ${name} has ${present}, and ${storage} is less; put ${present} back or leave it out`,
      );
    }
    if (bytesOf(storage) > bytesOf(present) && !isUnbound(claim))
      await client.dryRun(referenceTo(claim), sized(storage)).catch(refusedGrowth(claim, storage, where));
  }
}

/** Whether the live StatefulSet has other templates of volumes than the wanted one. */
export async function volumesDiffer(client: Pick<Client, 'get'>, wanted: KubeObject): Promise<boolean> {
  const live = await client.get(referenceTo(wanted));
  const [have, want] = [live, wanted].map((set) => field(set?.spec, 'volumeClaimTemplates', 0));
  return requestOf(have) !== requestOf(want) || storageClassOf(have) !== storageClassOf(want);
}

export async function growVolumes(client: Client, storefrontKey: string, wanted: KubeObject): Promise<void> {
  const storage = requestOf(field(wanted.spec, 'volumeClaimTemplates', 0));
  const [namespace = '', storefront = ''] = storefrontKey.split('/');
  const part = wanted.metadata.labels?.[partLabel] ?? '';
  for (const claim of (await claimsByPart(client, namespace, storefront)).get(part) ?? []) {
    if (bytesOf(storage) <= bytesOf(requestOf(claim))) continue;
    await client.merge(referenceTo(claim), sized(storage)).catch(refusedGrowth(claim, storage, wanted.metadata.name));
  }
}

const sized = (storage: string) => ({ spec: { resources: { requests: { storage } } } });

const refusedGrowth =
  (claim: KubeObject, storage: string, where: string) =>
  (error: unknown): never => {
    if (!(error instanceof ApiError) || error.status >= 500 || [409, 429].includes(error.status)) throw error;
    throw new Obstacle(
      'StorageNotExpandable',
      `${where}: ${claim.metadata.name} can't grow from ${requestOf(claim)} to ${storage}: ${error.message}; its StorageClass needs allowVolumeExpansion`,
    );
  };

export const storageClassOf = (claim: unknown): string | undefined => fieldText(claim, 'spec', 'storageClassName');

/** It never had a volume, and so no data. */
export const isUnbound = ({ spec, status }: KubeObject): boolean =>
  fieldText(status, 'phase') === 'Pending' && !fieldText(spec, 'volumeName');

const requestOf = (claim: unknown): string => fieldText(claim, 'spec', 'resources', 'requests', 'storage') ?? '0';

/** The size of the largest; undefined: there are none. */
export const largestRequest = (claims: readonly KubeObject[] = []): string | undefined =>
  claims.map(requestOf).sort((a, b) => bytesOf(b) - bytesOf(a))[0];
