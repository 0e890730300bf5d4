/**
 * Moves one Storefront one step nearer to its spec, from any state. It can be stopped after any write and started again: all its
 * state is in the cluster. Returns the milliseconds after which to requeue.
 */
import type { KubeObject, OwnerReference } from '../kube/kube-object.ts';
import { recordEvent } from '../kube/record-event.ts';
import { autoscaledWorkloads } from './apply/autoscaled-workloads.ts';
import { fieldConflictConditions } from './apply/field-conflict-conditions.ts';
import { pruneObjects } from './apply/prune-objects.ts';
import { advanceRequests, heldBack } from './backup/advance-requests.ts';
import { backgroundConditions } from './checks/background-conditions.ts';
import { applyReplicas } from './data/apply-replicas.ts';
import { dataLostConditions } from './data/detect-data-loss.ts';
import { recreateUnboundPvcs } from './data/recreate-unbound-pvcs.ts';
import { currencyOf } from './data/reject-data-move.ts';
import { diagnosePods } from './pods/diagnose-pods.ts';
import { findPodRejections } from './pods/pod-rejections.ts';
import { recreatePlaintextMembers } from './pods/recreate-plaintext-members.ts';
import { recreatePodsWithoutSidecar } from './pods/recreate-pods-without-sidecar.ts';
import type { ReconcileContext } from './reconcile-context.ts';
import type { ReconcilerSettings } from './reconciler-settings.ts';
import { type ResolvedState, resolveDesiredState, UnresolvedError } from './resolve-desired-state.ts';
import { continueRotation } from './rotation/continue-rotation.ts';
import { isRotating } from './rotation/rotation.ts';
import { applySchemaRegistry } from './schema-registry/apply-schema-registry.ts';
import { withRootKeyDeletionWarning } from './secrets/root-key-deletion-warning.ts';
import { watchesExternalSecrets } from './secrets/watches-external-secrets.ts';
import type { StageContext } from './stage-context.ts';
import { runStages } from './stages.ts';
import { componentStatuses } from './status/component-statuses.ts';
import { conditionUnknown, isConditionTrue, isHibernated, stageTypes } from './status/conditions.ts';
import { type ShopStatus, statusOf } from './status/shop-status.ts';
import { updateStatus } from './status/update-status.ts';
import { continueUpgrade } from './upgrade/continue-upgrade.ts';
import { isActive } from './upgrade/upgrade.ts';
import { upgradeConditions } from './upgrade/upgrade-condition.ts';

/**
 * Milliseconds: when an upgrade goes on to its next step; while something is in progress or failing; when all is well but pods are too young to be judged; when all is
 * well; and when all is well but external Secrets are in use, or an object is left to another field manager for now.
 */
const requeueAfter = {
  advanced: 50,
  inProgress: 3_000,
  settling: 8_000,
  resync: 600_000,
  externalSecrets: 60_000,
} as const;

export async function reconcileStorefront(
  settings: ReconcilerSettings,
  key: string,
  storefront: KubeObject,
  memory: Pick<ReconcileContext, 'conflicts' | 'loadLastApplied'>,
): Promise<number> {
  const before = { ...statusOf(storefront), observedGeneration: storefront.metadata.generation ?? 0 };
  const context: ReconcileContext = {
    ...settings,
    ...memory,
    key,
    storefront,
    previousStatus: before,
    owner: ownerOf(storefront),
  };
  try {
    return await applyStages(context, await resolveDesiredState(context));
  } catch (error) {
    if (!(error instanceof UnresolvedError)) throw error;
    const remaining = stageTypes
      .filter((type) => type !== error.condition.type)
      .map((type) => conditionUnknown(type, 'waits for an earlier stage'));
    await updateStatus(settings, storefront, before, [...error.precedingConditions, error.condition, ...remaining]);
    return requeueAfter.inProgress;
  }
}

async function applyStages(context: ReconcileContext, resolved: ResolvedState): Promise<number> {
  const { client, cache, key, storefront, previousStatus: before, owner, conflicts } = context;
  const { desired, lastApplied: record, claims, dataLoss: dataState } = resolved;
  const { namespace = '', name } = storefront.metadata;
  // Checked for a ready shop too: a pod that lost its sidecar still reports ready.
  const { diagnoses: reasons, settling, newestPodAt, addresses, emptied } = await diagnosePods(client, namespace, name);
  const allReady = [...cache.entriesOf(key).values()].every(({ state }) => state.ready);
  const workloads = allReady ? [] : Object.values(desired.objects).flat();
  const podRejections = await findPodRejections(client, namespace, workloads, newestPodAt);
  const stageContext: StageContext = {
    client,
    cache,
    storefrontKey: key,
    lastApplied: record,
    conflicts,
    autoscaled: await autoscaledWorkloads(client, namespace),
    owner,
    desired,
    completedJobs: before.completedJobs ?? [],
    ...heldBack(context),
    lostStores: dataState.lost,
    wasExposed: isConditionTrue(before.conditions, 'IngressReady') || isConditionTrue(before.conditions, 'Available'),
    diagnose: (component) => reasons.get(component),
    podRejection: (component) => podRejections.get(component),
    onDriftRepaired({ kind, metadata }, removedFields) {
      const removed = removedFields.length > 0 ? `; removed: ${removedFields.join(', ')}` : '';
      const message = `${kind} ${metadata.name} had drifted and was applied again${removed}`;
      void recordEvent(client, storefront, { type: 'Normal', reason: 'DriftRepaired', message });
    },
  };
  const result = await runStages(stageContext);
  const dataReady = isConditionTrue(result.conditions, 'DataReady');
  const replicasCondition = await applyReplicas(stageContext, dataReady);
  const registry = await applySchemaRegistry(stageContext, dataReady);
  const requests = await advanceRequests(context, resolved, result.conditions, stageContext.diagnose);
  const conflictConditions = fieldConflictConditions(conflicts);
  const allTrue = conflictConditions.length === 0 && result.conditions.every(({ status }) => status === 'True');
  // New objects may not work yet; only once the shop works are the old ones pruned.
  if (allTrue) await pruneObjects(client, cache, key, desired.objects, record);
  await record.save(client, owner);
  await recreatePodsWithoutSidecar(client, storefront, result.conditions);
  await recreatePlaintextMembers(client, desired.model, result.conditions);
  await recreateUnboundPvcs(client, storefront, desired.objects.stores, result.conditions);
  const status: ShopStatus = {
    ...before,
    url: desired.model.publicUrl,
    acceptedGeneration: resolved.generation,
    currency: dataReady ? currencyOf(resolved.storefront) : before.currency,
    ...requests.status,
    rootFingerprint: resolved.root.fingerprint,
    completedJobs: result.completedJobs,
    ...componentStatuses(desired.model, {
      entries: cache.entriesOf(key),
      diagnoses: new Map([
        ...[...podRejections].map(([component, { message }]) => [component, message] as const),
        ...reasons,
      ]),
      claims,
      previous: requests.data,
      lostStores: dataState.lost,
      emptied,
      storesReady: isConditionTrue(result.conditions, 'StoresReady'),
      dataReady,
      servicesReady: isConditionTrue(result.conditions, 'ServicesReady'),
      versionOf: desired.versionOf,
    }),
  };
  const stages = result.conditions.map((one) =>
    one.type === resolved.rejection?.type
      ? resolved.rejection
      : resolved.root.deleting
        ? withRootKeyDeletionWarning(one)
        : one,
  );
  const background = backgroundConditions(context, desired, addresses, result.conditions, registry);
  const upgrade = await continueUpgrade(context, resolved, result.conditions, background.conditions, settling);
  const credentials = await continueRotation(context, resolved.rotation, desired.model, result.conditions);
  const conditions = [
    ...resolved.conditions,
    ...upgradeConditions(upgrade, desired.order),
    ...credentials.conditions,
    ...dataLostConditions(dataState.lost),
    ...stages,
    ...replicasCondition,
    ...background.conditions,
    ...requests.conditions,
    ...conflictConditions,
  ];
  const version = upgrade?.state === 'Complete' ? upgrade.to : status.version;
  await updateStatus(
    context,
    storefront,
    { ...status, version, upgrade, credentials: credentials.rotation },
    conditions,
    {
      version: version === undefined || !upgrade ? desired.model.version : version,
    },
  );
  await requests.conclude();
  for (const store of dataState.accepted) {
    const message = `the loss of the data of ${store} was accepted; the store is being set up again`;
    await recordEvent(client, storefront, { type: 'Normal', reason: 'DataLossAccepted', message });
  }
  if (credentials.advanced || (upgrade && upgrade !== resolved.upgrade)) return requeueAfter.advanced;
  if (result.conditions.some(isHibernated)) return requeueAfter.resync;
  if (isRotating(credentials.rotation) || (upgrade && isActive(upgrade))) return requeueAfter.inProgress;
  if (!result.conditions.every((one) => one.status === 'True')) return requeueAfter.inProgress;
  if (desired.model.stores.some(({ acceptsPlaintext }) => acceptsPlaintext)) return requeueAfter.inProgress;
  const isHeldBack = resolved.rejection !== undefined || conflictConditions.length > 0;
  const remaining =
    isHeldBack || watchesExternalSecrets(desired.model) ? requeueAfter.externalSecrets : requeueAfter.resync;
  return Math.min(settling ? requeueAfter.settling : remaining, background.recheckAfter, requests.recheckAfter);
}

const ownerOf = ({ apiVersion, kind, metadata }: KubeObject): OwnerReference => ({
  apiVersion,
  kind,
  name: metadata.name,
  uid: metadata.uid ?? '',
  controller: true,
});
