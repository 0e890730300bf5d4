/**
 * Volumes of a StatefulSet: they grow where their class can, before the StatefulSet is replaced by one with the new size. What
 * is there is never made smaller, nor moved to another class: what it was made with stands.
 */
import { bytesOf } from '../../api/quantities.ts';
import { ApiError } from '../../kube/api-error.ts';
import type { Client } from '../../kube/client.ts';
import { field, fieldText, type KubeObject, referenceTo } from '../../kube/kube-object.ts';
import { volumeClaims } from '../../kube/resource-kinds.ts';
import { componentLabel, storefrontLabel } from '../../labels.ts';
import { ConditionError } from '../status/condition-error.ts';

/** The claims of each part of a shop. */
export async function claimsByComponent(
  client: Pick<Client, 'list'>,
  namespace: string,
  storefront: string,
): Promise<ReadonlyMap<string, readonly KubeObject[]>> {
  const claims = new Map<string, KubeObject[]>();
  const labelSelector = `${storefrontLabel}=${storefront}`;
  for await (const { items } of client.list({ kind: volumeClaims, namespace, labelSelector }))
    for (const claim of items) {
      const component = claim.metadata.labels?.[componentLabel] ?? '';
      claims.set(component, [...(claims.get(component) ?? []), claim]);
    }
  return claims;
}

export interface DesiredVolume {
  /** Where the Storefront speaks of the store. */
  readonly field: string;
  readonly storage: string;
  readonly storageClassName?: string;
}

/** @throws Obstacle the claims can't become what is wanted; nothing was changed */
export async function rejectVolumeChange(
  client: Pick<Client, 'dryRunPatch'>,
  { field: where, storage, storageClassName }: DesiredVolume,
  claims: readonly KubeObject[],
): Promise<void> {
  for (const claim of claims) {
    const [present, presentClass] = [requestOf(claim), storageClassOf(claim)];
    const { name } = claim.metadata;
    if (!isUnbound(claim) && storageClassName !== undefined && presentClass !== storageClassName) {
      throw new ConditionError(
        'Immutable',
        `${where}.embedded.storageClassName: ${name} is a volume of StorageClass ${presentClass} and stays one; put ${presentClass} back`,
      );
    }
    if (bytesOf(storage) < bytesOf(present)) {
      throw new ConditionError(
        'StorageNotShrinkable',
        `${where}.embedded.storage: ${name} has ${present}, and ${storage} is less; put ${present} back or leave it out`,
      );
    }
    if (bytesOf(storage) > bytesOf(present) && !isUnbound(claim))
      await client
        .dryRunPatch(referenceTo(claim), storageRequestPatch(storage))
        .catch(expansionError(claim, storage, where));
  }
}

/** Whether the live StatefulSet has other templates of volumes than the wanted one. */
export async function volumeClaimTemplatesDiffer(client: Pick<Client, 'get'>, desired: KubeObject): Promise<boolean> {
  const live = await client.get(referenceTo(desired));
  const [liveTemplate, desiredTemplate] = [live, desired].map((set) => field(set?.spec, 'volumeClaimTemplates', 0));
  return (
    requestOf(liveTemplate) !== requestOf(desiredTemplate) ||
    storageClassOf(liveTemplate) !== storageClassOf(desiredTemplate)
  );
}

export async function expandVolumes(client: Client, storefrontKey: string, desired: KubeObject): Promise<void> {
  const storage = requestOf(field(desired.spec, 'volumeClaimTemplates', 0));
  const [namespace = '', storefront = ''] = storefrontKey.split('/');
  const component = desired.metadata.labels?.[componentLabel] ?? '';
  for (const claim of (await claimsByComponent(client, namespace, storefront)).get(component) ?? []) {
    if (bytesOf(storage) <= bytesOf(requestOf(claim))) continue;
    await client
      .mergePatch(referenceTo(claim), storageRequestPatch(storage))
      .catch(expansionError(claim, storage, desired.metadata.name));
  }
}

const storageRequestPatch = (storage: string) => ({ spec: { resources: { requests: { storage } } } });

const expansionError =
  (claim: KubeObject, storage: string, where: string) =>
  (error: unknown): never => {
    if (!(error instanceof ApiError) || error.status >= 500 || [409, 429].includes(error.status)) throw error;
    throw new ConditionError(
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
