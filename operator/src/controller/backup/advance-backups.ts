/**
 * Takes the StorefrontBackups of a Storefront one step on, one Job at a time.
 *
 * - Pending: waits for the shop's stores, and for another backup or a restore to end.
 * - Running: its Job runs. Completed or Failed: it has ended.
 * - Removing: it is older than the ones to keep; its Job removes the files, then it is deleted itself.
 */
import { type BackupDestination, StorefrontBackupSpec, specProblems } from '../../api/backup-spec.ts';
import { type KubeObject, referenceTo } from '../../kube/kube-object.ts';
import { type BackupContext, backupPath, startRun } from './backup-context.ts';
import {
  type BackupStatus,
  backupStatus,
  isBackup,
  sizeText,
  writeEnd,
  writeMessage,
  writeStatus,
} from './request-status.ts';
import { expiries, toRemove } from './retention.ts';
import { endTask, observeTask } from './run-task.ts';

/** Milliseconds after which the removal of files that failed is tried again. */
const removalRetryMs = 600_000;

/**
 * @param blocker why no backup can begin now
 * @param protectedNames backups that a restore uses
 * @returns whether something is in progress
 */
export async function advanceBackups(
  context: BackupContext,
  blocker: string | undefined,
  protectedNames: ReadonlySet<string>,
): Promise<boolean> {
  const backups = context.requests.filter(isBackup);
  for (const backup of backups) {
    const { phase } = backupStatus(backup);
    if (phase === 'Running' && (await observeBackup(context, backup))) return true;
    if (phase === 'Removing' && (await advanceRemoval(context, backup))) return true;
  }
  const [pending, ...waiting] = backups.filter((backup) => backupStatus(backup).phase === 'Pending');
  if (pending) {
    const started = await begin(context, pending, blocker);
    for (const backup of waiting) await writeMessage(context, backup, `waits for ${pending.metadata.name}`);
    if (started) return true;
  }
  const { keep, schedule } = context.spec ?? {};
  for (const [backup, expiresAt] of expiries(backups, keep, schedule))
    await writeStatus(context, backup, { ...backupStatus(backup), expiresAt });
  const removed = toRemove(backups, keep).find(({ metadata }) => !protectedNames.has(metadata.name));
  if (removed && blocker === undefined) {
    await writeStatus(context, removed, { ...backupStatus(removed), phase: 'Removing', message: undefined });
    return true;
  }
  return pending !== undefined;
}

export function destinationOf(
  { spec }: Pick<BackupContext, 'spec'>,
  backup: KubeObject,
): BackupDestination | undefined {
  const parsed = StorefrontBackupSpec.safeParse(backup.spec);
  return parsed.success ? (parsed.data.destination ?? spec?.destination) : undefined;
}

async function begin(context: BackupContext, backup: KubeObject, blocker: string | undefined): Promise<boolean> {
  const parsed = StorefrontBackupSpec.safeParse(backup.spec);
  const destination = destinationOf(context, backup);
  if (!parsed.success || !destination) {
    const message = parsed.success
      ? 'neither spec.destination nor spec.backup.destination of the Storefront says where to store it'
      : specProblems(parsed.error);
    await writeEnd<BackupStatus>(context, backup, { phase: 'Failed', message });
    return false;
  }
  if (blocker !== undefined) {
    await writeMessage(context, backup, blocker);
    return false;
  }
  const { model, rootFingerprint, now } = context;
  const path = backupPath(backup, model.storefront);
  await startRun(context, backup, { task: 'back-up', destination, path });
  await writeStatus(context, backup, {
    phase: 'Running',
    message: undefined,
    startedAt: now.toISOString(),
    path,
    location: locationOf(destination, path),
    version: model.version,
    rootFingerprint,
  });
  return true;
}

/** @returns whether it still runs */
async function observeBackup(context: BackupContext, backup: KubeObject): Promise<boolean> {
  const { client, model, diagnosis } = context;
  const task = await observeTask(client, backup, 'back-up');
  if (task.state === 'running') {
    await writeMessage(context, backup, diagnosis ?? '');
    return true;
  }
  if (task.state === 'succeeded') {
    const { cutAt, pausedMs, bytes } = task.result;
    const size = bytes === undefined ? undefined : sizeText(bytes);
    await writeEnd<BackupStatus>(context, backup, { phase: 'Completed', cutAt, pausedMs, bytes, size });
  } else {
    const message = task.state === 'failed' ? task.message : 'its Job was deleted while it ran';
    await writeEnd<BackupStatus>(context, backup, { phase: 'Failed', message });
  }
  await endTask(client, model, backup, 'back-up', task.state === 'failed');
  return false;
}

/** @returns whether it is still there */
async function advanceRemoval(context: BackupContext, backup: KubeObject): Promise<boolean> {
  const { client, model, now } = context;
  const destination = destinationOf(context, backup);
  const status = backupStatus(backup);
  if (!destination || status.path === undefined) {
    await client.delete(referenceTo(backup), { uid: backup.metadata.uid });
    return true;
  }
  const task = await observeTask(client, backup, 'remove');
  if (task.state === 'absent') await startRun(context, backup, { task: 'remove', destination, path: status.path });
  if (task.state === 'succeeded') await client.delete(referenceTo(backup), { uid: backup.metadata.uid });
  if (task.state === 'failed') {
    await writeMessage(context, backup, `its files could not be removed: ${task.message}`);
    if (now.getTime() - Date.parse(task.failedAt) > removalRetryMs)
      await endTask(client, model, backup, 'remove', false);
    // Others go on meanwhile.
    return false;
  }
  return true;
}

const locationOf = ({ s3, volumeClaim }: BackupDestination, path: string): string =>
  s3
    ? `s3://${s3.bucket}/${s3.prefix ? `${s3.prefix.replace(/\/+$/, '')}/` : ''}${path}`
    : `persistentvolumeclaim/${volumeClaim?.claimName}/${path}`;
