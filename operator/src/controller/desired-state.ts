/** Desired state of a Storefront, from its spec and what only the cluster knows: external Secrets and the root Secret. */
import type { ComponentTemplates } from '@mambogo/blueprint/component-templates.ts';
import { deriveSecret } from '@mambogo/blueprint/derive-secret.ts';
import type { Blueprint } from '@mambogo/blueprint/versions.ts';
import { parseStorefrontObject } from '../api/parse-storefront.ts';
import type { Storefront } from '../api/storefront.ts';
import type { Client } from '../kube/client.ts';
import type { KubeObject, OwnerReference } from '../kube/kube-object.ts';
import { purposeAt } from '../model/credential-generations.ts';
import type { OperatorImages } from '../model/image-names.ts';
import { withReplicas } from '../model/read-replicas.ts';
import { type ClusterInputs, shopModel } from '../model/shop-model.ts';
import { enabledServices, type ProvisionedSpec, storesOf } from '../model/store-model.ts';
import { rejectedFields } from '../model/unsupported-fields.ts';
import { signingKeyJob } from '../resources/jobs.ts';
import { PodSettingsError } from '../resources/pod-settings.ts';
import type { DeriveSecretFor } from '../resources/secret-purposes.ts';
import { shopObjects, withOwner } from '../resources/shop-objects.ts';
import type { EarlierImages } from './apply/last-applied-store.ts';
import type { DataLossState, LostStore } from './data/detect-data-loss.ts';
import { rejectVolumeChange } from './data/expand-volumes.ts';
import { rejectDataMove, rejectServerChange } from './data/reject-data-move.ts';
import { generationsOf, type Rotation } from './rotation/rotation.ts';
import { objectsOfRotation } from './rotation/rotation-objects.ts';
import { readExternalSecrets } from './secrets/read-external-secrets.ts';
import { ensureStoreCertificates } from './secrets/store-certificates.ts';
import { ConditionError } from './status/condition-error.ts';
import type { ComponentStatus, ShopStatus } from './status/shop-status.ts';
import type { Upgrade } from './upgrade/upgrade.ts';
import { objectsOfVersions, type VersionedObjects } from './upgrade/version-objects.ts';

export interface OperatorDefaults {
  readonly images: OperatorImages;
  readonly daprNamespace: string;
  readonly templates: ComponentTemplates;
}

export interface DesiredState extends VersionedObjects {
  readonly secret: DeriveSecretFor;
  /** Expiry date of the first store certificate to expire, of those the operator issued. */
  readonly certificatesExpireOn?: string;
}

/** Validates a Storefront, including support by this release; throws a ConditionError that names the field otherwise. */
export function validateStorefront({ apiVersion, kind, metadata, spec }: KubeObject): Storefront {
  const { name, namespace, annotations } = metadata;
  const parsed = parseStorefrontObject({ apiVersion, kind, metadata: { name, namespace, annotations }, spec });
  if (Array.isArray(parsed)) throw new ConditionError('InvalidSpec', parsed.join('; '));
  const notes = rejectedFields(parsed);
  if (notes.length > 0) {
    throw new ConditionError('NotSupported', notes.map(({ field, message }) => `${field}: ${message}`).join('; '));
  }
  return parsed;
}

/** What the data of a shop was created with, according to its status. */
export const provisionedSpecOf = ({
  data = [],
  lost = [],
}: Pick<ShopStatus, 'data'> & Partial<DataLossState>): ProvisionedSpec =>
  new Map(
    data.map((component) => [
      component.name,
      { ...component, dataId: dataIdOf(component), holdsData: holdsData(component, lost) },
    ]),
  );

/** Data that was lost, or restored, is set up by other Jobs. */
const dataIdOf = ({ dataId, restoreId }: ComponentStatus): string | undefined =>
  [dataId, restoreId].filter((id) => id !== undefined).join('-') || undefined;

/**
 * An empty volume then means that data is lost, and in a Redis cluster that the other member of the shard has it. Not for brokers,
 * which hold copies of each other's data.
 */
const holdsData = ({ name, claims = [] }: ComponentStatus, lost: readonly LostStore[]): boolean =>
  (claims.length === 1 || (claims.length > 1 && /(^|-)redis$/.test(name))) &&
  !lost.some((store) => store.name === name);

/** @throws ConditionError the spec would move data, or change volumes in a way that is not possible */
export async function rejectDataChanges(
  client: Pick<Client, 'dryRunPatch'>,
  storefront: Storefront,
  before: ShopStatus,
  claims: ReadonlyMap<string, readonly KubeObject[]>,
): Promise<void> {
  const provisioned = provisionedSpecOf(before);
  const stores = storesOf(storefront, enabledServices(storefront), provisioned);
  rejectDataMove(storefront, stores, provisioned, before);
  for (const { name, field, source } of stores)
    if (source.embedded) await rejectVolumeChange(client, { field, ...source }, claims.get(name) ?? []);
}

/** What was decided about the version of the shop and its credentials. */
export interface VersionChange {
  readonly upgrade: Upgrade | undefined;
  readonly earlier: EarlierImages | undefined;
  readonly rotation: Rotation | undefined;
}

export async function buildDesiredState(
  client: Client,
  storefront: Storefront,
  owner: OwnerReference,
  root: Buffer,
  provisioned: ProvisionedSpec,
  defaults: OperatorDefaults & Pick<ClusterInputs, 'adminSecret' | 'providerSecret' | 'kedaInstalled'>,
  change: VersionChange,
): Promise<DesiredState> {
  const stores = storesOf(storefront, enabledServices(storefront), provisioned);
  const external = await readExternalSecrets(client, storefront.metadata.namespace ?? 'default', stores);
  rejectServerChange(storefront, stores, external, provisioned);
  const { current, accepted } = generationsOf(change.rotation).shared;
  const generation = Math.max(...accepted);
  const certificates = await ensureStoreCertificates(client, storefront, withReplicas(stores), owner, generation);
  const secretAt =
    (current: number): DeriveSecretFor =>
    (purpose, generation = current) =>
      deriveSecret(root, purposeAt(purpose, generation));
  const build = (at: Storefront, blueprint?: Blueprint) =>
    objectsOfRotation(
      change.rotation,
      (credentials) => {
        const model = shopModel(at, { ...defaults, external, certificates, provisioned, blueprint, credentials });
        return { model, objects: shopObjects(model, secretAt(credentials.current), defaults.templates, owner) };
      },
      (model) => signingKeyJob(model).map((job) => withOwner(job, model.namespace, owner)),
    );
  try {
    const versioned = objectsOfVersions(storefront, change.upgrade, change.earlier, build);
    return { ...versioned, secret: secretAt(current), certificatesExpireOn: certificates.expiresOn };
  } catch (error) {
    if (error instanceof PodSettingsError) throw new ConditionError('InvalidSpec', error.message, 'Accepted');
    throw error;
  }
}
