/** The condition BackedUp of a Storefront with `spec.backup`: whether its data could be restored. Pure. */
import type { BackupSpec } from '../../api/backup-spec.ts';
import type { KubeObject } from '../../kube/kube-object.ts';
import { laterTime } from '../../model/backup-schedule.ts';
import { type Condition, conditionFalse, conditionTrue, conditionUnknown } from '../status/conditions.ts';
import type { ScheduleStatus } from '../status/shop-status.ts';
import { backupStatus, isBackup, isEnded } from './request-status.ts';

/** The newest completed backup is of this time. */
export function lastBackupAt(requests: readonly KubeObject[]): string | undefined {
  return requests
    .filter((request) => isBackup(request) && backupStatus(request).phase === 'Completed')
    .map((backup) => backupStatus(backup).cutAt ?? '')
    .filter((at) => at !== '')
    .sort()
    .at(-1);
}

/** undefined: the Storefront asks for no backups. */
export function backupCondition(
  spec: BackupSpec | undefined,
  { schedule, scheduledUntil }: ScheduleStatus,
  requests: readonly KubeObject[],
  { now, hibernated }: { readonly now: Date; readonly hibernated: boolean },
): Condition | undefined {
  if (!spec) return undefined;
  const last = lastBackupAt(requests);
  const newest = requests.findLast((request) => isBackup(request) && isEnded(request));
  const good = last ? `the last good backup is of ${last}` : 'there is no good backup';
  if (newest && backupStatus(newest).phase === 'Failed')
    return conditionFalse(
      'BackedUp',
      'BackupFailed',
      `${newest.metadata.name} failed: ${backupStatus(newest).message ?? ''}; ${good}`,
    );
  // While a shop sleeps, nothing changes that a backup would be missed for.
  if (schedule && scheduledUntil && !hibernated) {
    // Two times have passed since: the first of them had long enough.
    const limit = laterTime(schedule, new Date(last ?? firstDue(requests) ?? now), 2);
    if (limit && limit < now) return conditionFalse('BackedUp', 'BackupOverdue', `backups do not complete; ${good}`);
  }
  if (last) return conditionTrue('BackedUp', 'BackedUp', good);
  return conditionUnknown('BackedUp', 'there is no backup yet');
}

const firstDue = (requests: readonly KubeObject[]): string | undefined =>
  requests.filter(isBackup).map(({ metadata }) => metadata.creationTimestamp)[0];
