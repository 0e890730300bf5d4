/**
 * Backups and restores of one Storefront within its reconcile: what they hold back of the stages, and their next step after the
 * stages. One reconcile at a time works on a Storefront, so a backup, a restore and an upgrade never meet.
 */
import type { KubeObject } from '../../kube/kube-object.ts';
import { backupComponent } from '../../model/component-names.ts';
import type { ReconcileContext } from '../reconcile-context.ts';
import type { ResolvedState } from '../resolve-desired-state.ts';
import { isRotating } from '../rotation/rotation.ts';
import type { StageContext } from '../stage-context.ts';
import { type Condition, isConditionTrue } from '../status/conditions.ts';
import type { ComponentStatus, ShopStatus } from '../status/shop-status.ts';
import { isActive } from '../upgrade/upgrade.ts';
import { advanceBackups } from './advance-backups.ts';
import { advanceRestore, completeRestore, restoreIdOf } from './advance-restore.ts';
import { backupCondition, lastBackupAt } from './backup-condition.ts';
import type { BackupContext } from './backup-context.ts';
import { backupStatus, isBackup, isEnded, isRestore, restoreStatus, writeMessage } from './request-status.ts';
import { scheduleBackups } from './schedule-backups.ts';

/** Milliseconds while a Job runs. */
const inProgressMs = 3_000;

/** The oldest restore that has not ended. */
const activeRestore = ({ cache, key }: ReconcileContext): KubeObject | undefined =>
  cache.requestsOf(key).find((request) => isRestore(request) && !isEnded(request));

const isSwitched = ({ previousStatus }: ReconcileContext, restore: KubeObject): boolean =>
  (previousStatus.data ?? []).some(({ restoreId }) => restoreId === restoreIdOf(restore));

/** What a restore holds back of the stages. */
export function heldBack(context: ReconcileContext): Pick<StageContext, 'switching' | 'holdsIngress'> {
  const restore = activeRestore(context);
  const record = context.previousStatus.restore;
  const isSwitching = restore && restoreStatus(restore).phase === 'Switching' && !isSwitched(context, restore);
  const restores = context.cache.requestsOf(context.key).filter(isRestore);
  const last = restore ?? restores.at(-1);
  return {
    switching: isSwitching
      ? { message: `StorefrontRestore ${restore.metadata.name} replaces the data` }
      : record && !(restore && isSwitched(context, restore))
        ? {
            message: `StorefrontRestore ${record.name} was deleted while it replaced the data: create another one, as the data is neither the old nor the restored one`,
            interrupted: true,
          }
        : undefined,
    holdsIngress:
      last && restoreStatus(last).phase !== 'Completed'
        ? `waits for StorefrontRestore ${last.metadata.name}; to open the shop without its data, delete that`
        : undefined,
  };
}

export interface RequestsProgress {
  readonly conditions: readonly Condition[];
  readonly status: Pick<ShopStatus, 'backup' | 'restore'>;
  /** `status.data` with the restore that was made just now. */
  readonly data: readonly ComponentStatus[];
  readonly recheckAfter: number;
  /** Called after the Storefront's status was written. */
  conclude(): Promise<void>;
}

export async function advanceRequests(
  context: ReconcileContext,
  resolved: ResolvedState,
  stages: readonly Condition[],
  diagnose: StageContext['diagnose'],
): Promise<RequestsProgress> {
  const { client, cache, key, storefront, previousStatus: before } = context;
  const now = new Date();
  const backupContext = (): BackupContext => ({
    client,
    cache,
    storefront,
    spec: resolved.storefront.spec.backup,
    model: resolved.desired.model,
    secret: resolved.desired.secret,
    rootFingerprint: resolved.root.fingerprint,
    requests: cache.requestsOf(key),
    diagnosis: diagnose(backupComponent),
    now,
  });
  const schedule = await scheduleBackups(backupContext(), before.backup ?? {});
  const restore = activeRestore(context);
  const storesReady = isConditionTrue(stages, 'StoresReady');
  const runs = await advanceBackups(
    backupContext(),
    changeBlocker(resolved) ?? backupBlocker(restore, storesReady, isConditionTrue(stages, 'DataReady')),
    new Set(restore ? [sourceOf(restore)] : []),
  );
  const isSetUp =
    isConditionTrue(stages, 'IngressReady') ||
    isConditionTrue(before.conditions, 'Available') ||
    isConditionTrue(stages, 'ServicesReady');
  const running = cache.requestsOf(key).find((one) => isBackup(one) && backupStatus(one).phase === 'Running');
  const already = restore !== undefined && isSwitched(context, restore);
  const { switched } =
    restore && !already
      ? await advanceRestore(backupContext(), restore, {
          isRecorded: before.restore?.uid === restore.metadata.uid,
          blocker:
            changeBlocker(resolved) ??
            (running
              ? `waits for StorefrontBackup ${running.metadata.name}`
              : !storesReady || !isSetUp
                ? 'waits for the shop to be set up: see its Storefront'
                : undefined),
        })
      : { switched: already };
  const requests = cache.requestsOf(key);
  const condition = backupCondition(resolved.storefront.spec.backup, schedule, requests, {
    now,
    hibernated: resolved.desired.model.hibernated,
  });
  const lastCompletedAt = lastBackupAt(requests);
  const live = restore && requests.find(({ metadata }) => metadata.uid === restore.metadata.uid);
  const isSwitching = live && restoreStatus(live).phase === 'Switching' && !switched;
  const nextMs = schedule.nextAt ? Math.max(0, Date.parse(schedule.nextAt) - now.getTime()) : Number.POSITIVE_INFINITY;
  return {
    conditions: condition ? [condition] : [],
    data: (resolved.dataLoss.data ?? []).map((component) =>
      restore && switched ? { ...component, restoreId: restoreIdOf(restore) } : component,
    ),
    status: {
      backup: condition || lastCompletedAt ? { ...schedule, lastCompletedAt } : undefined,
      restore: isSwitching
        ? { name: live.metadata.name, uid: live.metadata.uid ?? '' }
        : switched || !before.restore
          ? undefined
          : before.restore,
    },
    recheckAfter: runs || (restore && !isEnded(live ?? restore)) ? inProgressMs : nextMs,
    async conclude() {
      if (live && switched) await completeRestore(backupContext(), live);
    },
  };
}

/** Between two versions, a backup would be of neither; and a rotation would end its connections. */
const changeBlocker = ({ upgrade, rotation }: ResolvedState): string | undefined => {
  if (upgrade && isActive(upgrade)) return 'waits for the upgrade of the shop';
  return isRotating(rotation) ? 'waits for the rotation of credentials' : undefined;
};

function backupBlocker(restore: KubeObject | undefined, storesReady: boolean, dataReady: boolean): string | undefined {
  if (restore && restoreStatus(restore).phase !== 'Pending')
    return `waits for StorefrontRestore ${restore.metadata.name}`;
  return storesReady && dataReady ? undefined : "waits for the shop's stores: see its Storefront";
}

const sourceOf = ({ spec }: KubeObject): string =>
  (spec as { source?: { backup?: string } } | undefined)?.source?.backup ?? '';

/** For requests that name a Storefront which is not there. */
export async function reportMissingStorefront(
  writer: Pick<ReconcileContext, 'client' | 'cache'>,
  key: string,
): Promise<void> {
  for (const request of writer.cache.requestsOf(key)) {
    if (isEnded(request)) continue;
    const message = `there is no Storefront ${key.split('/')[1]} in this namespace`;
    await writeMessage(writer, request, message);
  }
}
