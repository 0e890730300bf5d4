/**
 * Volumes of a StatefulSet: expanded where their StorageClass allows it, before the StatefulSet is replaced by one with the new
 * size. Existing volumes never shrink, and never move to another class.
 */
import { bytesOf } from '../../api/quantities.ts';
import { ApiError } from '../../kube/api-error.ts';
import type { Client } from '../../kube/client.ts';
import { field, fieldText, type KubeObject, referenceTo } from '../../kube/kube-object.ts';
import { volumeClaims } from '../../kube/resource-kinds.ts';
import { componentLabel, storefrontLabel } from '../../labels.ts';
import { ConditionError } from '../status/condition-error.ts';

/** The claims of each component of a shop. */
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
  /** The field of the Storefront that describes the store. */
  readonly field: string;
  readonly storage: string;
  readonly storageClassName?: string;
}

/** @throws ConditionError the claims can't be changed as requested; nothing was changed */
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
        `${where}.embedded.storageClassName: the StorageClass of ${name} is ${presentClass} and cannot be changed; set ${presentClass} again`,
      );
    }
    if (bytesOf(storage) < bytesOf(present)) {
      throw new ConditionError(
        'StorageNotShrinkable',
        `${where}.embedded.storage: ${name} has ${present}, and volumes cannot shrink to ${storage}; set ${present} again or remove the field`,
      );
    }
    if (bytesOf(storage) > bytesOf(present) && !isUnbound(claim))
      await client
        .dryRunPatch(referenceTo(claim), storageRequestPatch(storage))
        .catch(expansionError(claim, storage, where));
  }
}

/** Whether the volume claim templates of the live StatefulSet differ from the desired ones. */
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
      `${where}: ${claim.metadata.name} cannot be expanded from ${requestOf(claim)} to ${storage}: ${error.message}; its StorageClass needs allowVolumeExpansion`,
    );
  };

export const storageClassOf = (claim: unknown): string | undefined => fieldText(claim, 'spec', 'storageClassName');

/** Was never bound to a volume, so it has no data. */
export const isUnbound = ({ spec, status }: KubeObject): boolean =>
  fieldText(status, 'phase') === 'Pending' && !fieldText(spec, 'volumeName');

const requestOf = (claim: unknown): string => fieldText(claim, 'spec', 'resources', 'requests', 'storage') ?? '0';

/** Size of the largest claim; undefined: there are none. */
export const largestRequest = (claims: readonly KubeObject[] = []): string | undefined =>
  claims.map(requestOf).sort((a, b) => bytesOf(b) - bytesOf(a))[0];
