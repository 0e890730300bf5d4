/**
 * Creates the StorefrontBackups that `spec.backup.schedule` asks for. What was scheduled last is in the Storefront's status, so a
 * time that passed while the operator was away is made up for, once. A name made from the time keeps one backup from being
 * created twice.
 */
import { isConflict, isNotFound } from '../../kube/api-error.ts';
import type { KubeObject } from '../../kube/kube-object.ts';
import { storefrontBackups } from '../../kube/resource-kinds.ts';
import { storefrontLabel } from '../../labels.ts';
import { dueTime, isSchedule, nextTime } from '../../model/backup-schedule.ts';
import type { ScheduleStatus } from '../status/shop-status.ts';
import type { BackupContext } from './backup-context.ts';

export const scheduledLabel = 'mambogo.com/scheduled';

/** @returns what to remember */
export async function scheduleBackups(
  { client, cache, spec, storefront, model, now }: BackupContext,
  before: ScheduleStatus,
): Promise<ScheduleStatus> {
  const schedule = spec?.schedule;
  if (schedule === undefined || !isSchedule(schedule)) return {};
  const isSame = before.schedule === schedule && before.scheduledUntil !== undefined;
  // A new schedule owes nothing from before it was there.
  const last = isSame && before.scheduledUntil ? new Date(before.scheduledUntil) : now;
  // While a shop sleeps, its data stays as it is.
  const due = model.hibernated ? undefined : dueTime(schedule, last, now);
  if (due) {
    try {
      cache.upsert(await client.create(scheduledBackup(storefront, due)));
    } catch (error) {
      // Without the definition of StorefrontBackup, the shop itself goes on.
      if (isNotFound(error)) return before;
      if (!isConflict(error)) throw error;
    }
  }
  const until = due ?? last;
  return {
    schedule,
    scheduledUntil: until.toISOString(),
    nextAt: nextTime(schedule, until)?.toISOString(),
  };
}

function scheduledBackup({ metadata }: KubeObject, at: Date): KubeObject {
  const stamp = at.toISOString().replaceAll(/[-:T]|\..*$/g, '');
  return {
    apiVersion: storefrontBackups.apiVersion,
    kind: storefrontBackups.kind,
    metadata: {
      name: `${metadata.name}-${stamp}`,
      namespace: metadata.namespace,
      labels: { [storefrontLabel]: metadata.name, [scheduledLabel]: 'true' },
    },
    spec: { storefront: metadata.name },
  };
}
