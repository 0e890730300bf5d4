/** What backups and restores of one Storefront are made with. */
import type { BackupSpec } from '../../api/backup-spec.ts';
import type { KubeObject } from '../../kube/kube-object.ts';
import type { ShopModel } from '../../model/shop-model.ts';
import { type BackupRun, backupRunObjects } from '../../resources/backup-jobs.ts';
import { backupRunInput, type RunOptions, volumesOf } from '../../resources/backup-run-input.ts';
import type { DeriveSecretFor } from '../../resources/secret-purposes.ts';
import type { RequestWriter } from './request-status.ts';
import { startTask } from './run-task.ts';

export interface BackupContext extends RequestWriter {
  readonly storefront: KubeObject;
  readonly spec: BackupSpec | undefined;
  readonly model: ShopModel;
  readonly secret: DeriveSecretFor;
  readonly rootFingerprint: string;
  /** StorefrontBackups and StorefrontRestores of the Storefront, oldest first. */
  readonly requests: readonly KubeObject[];
  /** Why its Job's pod can't start, if it can't. */
  readonly diagnosis: string | undefined;
  readonly now: Date;
}

export async function startRun(
  { client, model, secret, rootFingerprint }: BackupContext,
  request: KubeObject,
  { task, destination, path }: Pick<RunOptions, 'task' | 'destination' | 'path'>,
): Promise<void> {
  const run: BackupRun = {
    request,
    task,
    destination,
    volumesOf: volumesOf(model, task),
    input: backupRunInput(model, secret, { task, destination, path, rootFingerprint, id: request.metadata.uid ?? '' }),
  };
  await startTask(client, backupRunObjects(model, run));
}

/** Path of a backup at its destination. */
export const backupPath = ({ metadata }: KubeObject, storefront: string): string =>
  `${metadata.namespace}/${storefront}/${metadata.name}`;
