/**
 * Which backups are removed, by `spec.backup.keep`: completed ones beyond the newest that are kept, and failed ones that are older
 * than these. Only completed backups count, so the only good one is never removed. Those with the annotation
 * `mambogo.com/keep: "true"` neither count nor are removed. Pure.
 */
import type { KubeObject } from '../../kube/kube-object.ts';
import { laterTime } from '../../model/backup-schedule.ts';
import { backupStatus } from './request-status.ts';

export const keepAnnotation = 'mambogo.com/keep';

const isCounted = ({ metadata }: KubeObject): boolean => metadata.annotations?.[keepAnnotation] !== 'true';

/** A backup is as old as its data. */
const timeOf = (backup: KubeObject): string =>
  backupStatus(backup).cutAt ?? backupStatus(backup).startedAt ?? backup.metadata.creationTimestamp ?? '';

const completedNewestFirst = (backups: readonly KubeObject[]): KubeObject[] =>
  backups
    .filter((backup) => isCounted(backup) && backupStatus(backup).phase === 'Completed')
    .sort((a, b) => timeOf(b).localeCompare(timeOf(a)));

/** Oldest first. */
export function toRemove(backups: readonly KubeObject[], keep: number | undefined): KubeObject[] {
  if (keep === undefined) return [];
  const completed = completedNewestFirst(backups);
  const oldestKept = completed[keep - 1];
  if (!oldestKept) return [];
  const failed = backups.filter(
    (backup) => isCounted(backup) && backupStatus(backup).phase === 'Failed' && timeOf(backup) < timeOf(oldestKept),
  );
  return [...completed.slice(keep), ...failed].sort((a, b) => timeOf(a).localeCompare(timeOf(b)));
}

/** When each completed backup is expected to be removed, if backups go on as scheduled. */
export function expiries(
  backups: readonly KubeObject[],
  keep: number | undefined,
  schedule: string | undefined,
): [KubeObject, string | undefined][] {
  const completed = completedNewestFirst(backups);
  const newest = completed[0];
  if (!newest) return [];
  return completed.map((backup, newer) => {
    const remaining = keep === undefined || schedule === undefined ? 0 : keep - newer;
    const at = remaining > 0 && schedule ? laterTime(schedule, new Date(timeOf(newest)), remaining) : undefined;
    return [backup, at?.toISOString()];
  });
}
