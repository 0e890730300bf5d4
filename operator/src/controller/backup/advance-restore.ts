/**
 * Takes the StorefrontRestore of a Storefront one step on.
 *
 * - Pending: waits for the backup, for the shop's stores, and for a backup that runs.
 * - Preparing: a Job checks the backup and loads it beside the data of the shop, which goes on. If that fails, nothing was changed.
 * - Switching: services are stopped, then a Job replaces the data. It is repeated until it succeeds, and the shop stays stopped.
 * - Completed: the services start on the restored data; set-up and migrations run again before. Failed: nothing was changed.
 */
import {
  type BackupDestination,
  type StorefrontBackupSpec,
  StorefrontRestoreSpec,
  specProblems,
} from '../../api/backup-spec.ts';
import { field, fieldText, type KubeObject } from '../../kube/kube-object.ts';
import { hashOf } from '../../kube/object-hash.ts';
import { pods, storefrontBackups, storefronts } from '../../kube/resource-kinds.ts';
import { componentLabel, storefrontLabel } from '../../labels.ts';
import { type BackupContext, startRun } from './backup-context.ts';
import {
  backupStatus,
  type RestoreStatus,
  restoreStatus,
  writeEnd,
  writeMessage,
  writeStatus,
} from './request-status.ts';
import { endTask, observeTask } from './run-task.ts';

export interface RestoreProgress {
  /** The data was replaced just now. */
  readonly switched: boolean;
}

/** Recorded with each store's data: set-up and migrations have other Jobs from then on. */
export const restoreIdOf = ({ metadata }: KubeObject): string => hashOf(metadata.uid).slice(0, 12);

/**
 * @param blocker why it can't begin now
 * @param isRecorded the Storefront's status says that its data is being replaced
 */
export async function advanceRestore(
  context: BackupContext,
  restore: KubeObject,
  { blocker, isRecorded }: { readonly blocker: string | undefined; readonly isRecorded: boolean },
): Promise<RestoreProgress> {
  const { phase } = restoreStatus(restore);
  if (phase === 'Pending') await begin(context, restore, blocker);
  if (phase === 'Preparing') await observePreparation(context, restore);
  if (phase === 'Switching' && isRecorded) return { switched: await advanceSwitch(context, restore) };
  return { switched: false };
}

/** Records that the services run on the restored data from now on. */
export async function completeRestore(context: BackupContext, restore: KubeObject): Promise<void> {
  await writeEnd<RestoreStatus>(context, restore, { phase: 'Completed' });
  await endTask(context.client, context.model, restore, 'switch', false);
}

async function begin(context: BackupContext, restore: KubeObject, blocker: string | undefined): Promise<void> {
  const { model } = context;
  if (model.stores.some(({ server, source }) => server === 'kafka' && !source.embedded)) {
    const message =
      'the topics of an external Kafka are not emptied by the operator, so a shop that uses one cannot be restored yet';
    await writeEnd<RestoreStatus>(context, restore, { phase: 'Failed', message });
    return;
  }
  const source = await findSource(context, restore);
  if ('reason' in source) {
    if (source.final) await writeEnd<RestoreStatus>(context, restore, { phase: 'Failed', message: source.reason });
    else await writeMessage(context, restore, source.reason);
    return;
  }
  if (blocker !== undefined) {
    await writeMessage(context, restore, blocker);
    return;
  }
  await startRun(context, restore, { task: 'prepare', ...source });
  await writeStatus(context, restore, {
    phase: 'Preparing',
    message: undefined,
    startedAt: context.now.toISOString(),
    path: source.path,
  });
}

async function observePreparation(context: BackupContext, restore: KubeObject): Promise<void> {
  const { client, model, diagnosis, now } = context;
  const task = await observeTask(client, restore, 'prepare');
  if (task.state === 'running') {
    await writeMessage(context, restore, diagnosis ?? '');
    return;
  }
  if (task.state === 'succeeded') {
    const { cutAt } = task.result;
    await writeStatus(context, restore, {
      ...restoreStatus(restore),
      phase: 'Switching',
      message: 'stops the services',
      cutAt,
      stoppedAt: now.toISOString(),
    });
  } else {
    const message = task.state === 'failed' ? task.message : 'its Job was deleted while it ran; nothing was changed';
    await writeEnd<RestoreStatus>(context, restore, { phase: 'Failed', message });
  }
  await endTask(client, model, restore, 'prepare', task.state === 'failed');
}

/** @returns whether all data is replaced */
async function advanceSwitch(context: BackupContext, restore: KubeObject): Promise<boolean> {
  const { client, diagnosis } = context;
  const task = await observeTask(client, restore, 'switch');
  if (task.state === 'succeeded') return true;
  if (task.state === 'failed')
    await writeMessage(
      context,
      restore,
      `the shop stays stopped: ${task.message}; delete the Job to have it run again`,
    );
  if (task.state === 'running') await writeMessage(context, restore, diagnosis ?? 'replaces the data');
  if (task.state === 'absent') {
    const left = await runningServices(context);
    const source = await findSource(context, restore);
    if (left.length > 0) await writeMessage(context, restore, `stops the services: ${left.join(', ')}`);
    else if ('reason' in source) await writeMessage(context, restore, `the shop stays stopped: ${source.reason}`);
    else await startRun(context, restore, { task: 'switch', ...source });
  }
  return false;
}

/** Components with pods that use the data, also pods that are about to end. */
async function runningServices({ client, model }: BackupContext): Promise<string[]> {
  const users = new Set<string>(model.services.flatMap(({ name }) => [name, `${name}-migration`]));
  const found = new Set<string>();
  const labelSelector = `${storefrontLabel}=${model.storefront}`;
  for await (const { items } of client.list({ kind: pods, namespace: model.namespace, labelSelector }))
    for (const { metadata, status } of items) {
      const component = metadata.labels?.[componentLabel] ?? '';
      const ended = ['Succeeded', 'Failed'].includes(fieldText(status, 'phase') ?? '');
      if (users.has(component) && !ended) found.add(component);
    }
  return [...found].sort();
}

type Source =
  | { readonly destination: BackupDestination; readonly path: string }
  /** `final`: it will not change. */
  | { readonly reason: string; readonly final: boolean };

async function findSource({ client }: BackupContext, restore: KubeObject): Promise<Source> {
  const parsed = StorefrontRestoreSpec.safeParse(restore.spec);
  if (!parsed.success) return { reason: specProblems(parsed.error), final: true };
  const { backup: name, stored } = parsed.data.source;
  if (stored) return stored;
  const { namespace = '' } = restore.metadata;
  const backup = await client.get({ ...kindOf(storefrontBackups), namespace, name: name ?? '' });
  if (!backup) return { reason: `waits for StorefrontBackup ${name}, which does not exist`, final: false };
  const { phase, path } = backupStatus(backup);
  if (phase === 'Failed' || phase === 'Removing')
    return { reason: `StorefrontBackup ${name} is ${phase}: there is nothing to restore`, final: true };
  if (phase !== 'Completed' || path === undefined)
    return { reason: `waits for StorefrontBackup ${name}, which is ${phase}`, final: false };
  const spec = backup.spec as StorefrontBackupSpec;
  if (spec.destination) return { destination: spec.destination, path };
  const storefront = await client.get({ ...kindOf(storefronts), namespace, name: spec.storefront });
  const destination = field(storefront?.spec, 'backup', 'destination') as BackupDestination | undefined;
  return destination
    ? { destination, path }
    : { reason: `Storefront ${spec.storefront} does not say any more where ${name} is stored`, final: true };
}

const kindOf = ({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }) => ({ apiVersion, kind });
