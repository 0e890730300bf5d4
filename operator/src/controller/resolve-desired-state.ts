/**
 * Resolves the desired state: the newest spec, or, while that one is rejected, the last accepted one. A rejected spec does not
 * stop reconciliation: the accepted one is still reconciled, and a condition reports what is wrong with the newest.
 */
import { parseStorefrontObject } from '../api/parse-storefront.ts';
import type { Storefront } from '../api/storefront.ts';
import { isForbidden } from '../kube/api-error.ts';
import type { KubeObject } from '../kube/kube-object.ts';
import { hashOf } from '../kube/object-hash.ts';
import { enabledServices, storesOf } from '../model/store-model.ts';
import { unimplementedFields } from '../model/unsupported-fields.ts';
import { type EarlierImages, earlierImages, type LastAppliedStore } from './apply/last-applied-store.ts';
import { type DataLossState, detectDataLoss } from './data/detect-data-loss.ts';
import { claimsByComponent } from './data/expand-volumes.ts';
import {
  buildDesiredState,
  type DesiredState,
  provisionedSpecOf,
  rejectDataChanges,
  validateStorefront,
} from './desired-state.ts';
import { isInstalled } from './installed-kinds.ts';
import { requireReadableNamespace } from './readable-namespace.ts';
import type { ReconcileContext } from './reconcile-context.ts';
import { planCredentials } from './rotation/continue-rotation.ts';
import type { Rotation } from './rotation/rotation.ts';
import { readAdminSecret } from './secrets/read-admin-secret.ts';
import { readProviderSecret } from './secrets/read-provider-secret.ts';
import { ensureRootKey, fingerprintOf } from './secrets/root-key-secret.ts';
import { acceptanceConditions } from './status/acceptance-conditions.ts';
import { ConditionError } from './status/condition-error.ts';
import { type Condition, type ConditionType, conditionFalse, isConditionTrue } from './status/conditions.ts';
import { lagScalingNotes } from './status/lag-scaling-notes.ts';
import { planVersion } from './upgrade/plan-version.ts';
import type { Upgrade } from './upgrade/upgrade.ts';

export interface ResolvedState {
  readonly storefront: Storefront;
  readonly desired: DesiredState;
  readonly lastApplied: LastAppliedStore;
  readonly claims: ReadonlyMap<string, readonly KubeObject[]>;
  readonly dataLoss: DataLossState;
  readonly root: { readonly fingerprint: string; readonly deleting: boolean };
  /** undefined: the shop runs the version of its spec. */
  readonly upgrade: Upgrade | undefined;
  readonly earlier: EarlierImages | undefined;
  readonly rotation: Rotation | undefined;
  /** Generation of the spec this was resolved from. */
  readonly generation: number;
  readonly conditions: readonly Condition[];
  /** Why a newer spec was rejected. */
  readonly rejection?: Condition;
}

/** No desired state could be resolved: carries the condition that explains it, and the conditions found before. */
export class UnresolvedError extends Error {
  readonly condition: Condition;
  readonly precedingConditions: readonly Condition[];
  constructor(condition: Condition, before: readonly Condition[]) {
    super(condition.message);
    this.condition = condition;
    this.precedingConditions = before;
  }
}

/** @throws UnresolvedError */
export async function resolveDesiredState(context: ReconcileContext): Promise<ResolvedState> {
  const { storefront } = context;
  const { generation = 0 } = storefront.metadata;
  try {
    const resolved = await resolveSpec(context, storefront, generation);
    resolved.lastApplied.recordAccepted({ generation, spec: storefront.spec, earlier: resolved.earlier });
    return resolved;
  } catch (error) {
    if (!(error instanceof UnresolvedError)) throw error;
    const accepted = await readLastAccepted(context);
    if (!accepted || hashOf(accepted.spec) === hashOf(storefront.spec)) throw error;
    const resolved = await resolveSpec(context, { ...storefront, spec: accepted.spec }, accepted.generation).catch(
      (reason: unknown) => {
        throw reason instanceof UnresolvedError ? error : reason;
      },
    );
    const message = `${error.condition.message}. The spec of generation ${accepted.generation} stays in effect meanwhile`;
    const refusal = { ...error.condition, message };
    const conditions = resolved.conditions.map((one) => (one.type === refusal.type ? refusal : one));
    return { ...resolved, conditions, rejection: refusal };
  }
}

/** undefined without a record, or without the right to read it. */
const readLastAccepted = async ({ loadLastApplied: loadRecord }: ReconcileContext) => {
  try {
    return (await loadRecord()).lastAccepted();
  } catch (error) {
    if (error instanceof ConditionError || isForbidden(error)) return undefined;
    throw error;
  }
};

async function resolveSpec(
  context: ReconcileContext,
  storefront: KubeObject,
  generation: number,
): Promise<ResolvedState> {
  const { client, defaults: operatorDefaults, previousStatus: before, owner, loadLastApplied: loadRecord } = context;
  const { namespace = '', name } = storefront.metadata;
  const conditions: Condition[] = [];
  const step = async <T>(type: ConditionType, work: () => T | Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ConditionError)) throw error;
      const condition = conditionFalse(error.type ?? type, error.reason, error.message);
      throw new UnresolvedError(
        condition,
        conditions.filter((one) => one.type !== condition.type),
      );
    }
  };
  const accepted = await step('Accepted', () => validateStorefront(storefront));
  await step('Accepted', () => rejectUnimplementedFields(context, accepted));
  const claims = await step('SecretsReady', () => {
    requireReadableNamespace(context.cache, namespace);
    return claimsByComponent(client, namespace, name);
  });
  await step('Accepted', () => rejectDataChanges(client, accepted, before, claims));
  conditions.push(...acceptanceConditions(accepted, lagScalingNotes(context.cache, context.key, accepted)));
  const stores = storesOf(accepted, enabledServices(accepted), provisionedSpecOf(before));
  const dataLoss = detectDataLoss(accepted, stores, before.data ?? [], claims);
  const record = await step('SecretsReady', loadRecord);
  const secretsExisted = isConditionTrue(before.conditions, 'SecretsReady');
  const { root, deleting } = await step('SecretsReady', () =>
    ensureRootKey(client, namespace, name, {
      inUse: secretsExisted || claims.size > 0,
      fingerprint: before.rootFingerprint,
      held: context.hasClusterWideRights,
    }),
  );
  const defaults = {
    ...operatorDefaults,
    kedaInstalled: isInstalled(context.cache, 'KEDA'),
    adminSecret: await step('SecretsReady', () => readAdminSecret(client, accepted)),
    providerSecret: await step('SecretsReady', () => readProviderSecret(client, accepted)),
  };
  const upgrade = await step('Accepted', () => planVersion(before, accepted, generation));
  const rotation = await step('Accepted', () => planCredentials(context, accepted, upgrade));
  const earlier = earlierImages(record.lastAccepted(), accepted.spec.version);
  const desired = await step('StoresReady', () =>
    buildDesiredState(client, accepted, owner, root, provisionedSpecOf(dataLoss), defaults, {
      upgrade,
      earlier,
      rotation,
    }),
  );
  if (desired.certificatesExpireOn) context.certificateExpiry.set(context.key, desired.certificatesExpireOn);
  return {
    storefront: accepted,
    desired,
    upgrade,
    earlier,
    rotation,
    lastApplied: record,
    claims,
    dataLoss,
    root: { fingerprint: fingerprintOf(root), deleting },
    generation,
    conditions,
  };
}

/**
 * A new field without effect is rejected. A shop that already had the field continues: it is in the last accepted spec, or it was
 * accepted by an earlier release of the operator, which recorded no accepted spec.
 */
async function rejectUnimplementedFields(context: ReconcileContext, storefront: Storefront): Promise<void> {
  const notes = unimplementedFields(storefront);
  if (notes.length === 0) return;
  const accepted = await readLastAccepted(context);
  const before = accepted && parseStorefrontObject({ ...storefront, spec: accepted.spec });
  const defaults = before && !Array.isArray(before) ? unimplementedFields(before).map(({ field }) => field) : [];
  // Earlier releases of the operator wrote it as `Honoured`, which is still written.
  const reportedFields = context.previousStatus.conditions.find(({ type }) => type === 'Honoured')?.message ?? '';
  const newFields = notes.filter(
    ({ field }) => !defaults.includes(field) && (accepted || !reportedFields.includes(`${field} `)),
  );
  if (newFields.length === 0) return;
  throw new ConditionError('NotSupported', newFields.map(({ field, message }) => `${field} ${message}`).join('; '));
}
