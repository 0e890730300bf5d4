/**
 * Runs one task of a StorefrontBackup or StorefrontRestore as a Job, and observes it. A Job that exists is not applied again: it
 * may have been made of other inputs. A finished Job leaves no Secret; a failed one stays for its log, until its request goes.
 */
import type { Client } from '../../kube/client.ts';
import { field, fieldList, fieldText, type KubeObject, type ObjectReference } from '../../kube/kube-object.ts';
import { conditionOf, observeState } from '../../kube/observed-state.ts';
import { pods } from '../../kube/resource-kinds.ts';
import type { ShopModel } from '../../model/shop-model.ts';
import { BackupJobResult, type BackupTask } from '../../resources/backup-job-input.ts';
import { backupJobName } from '../../resources/backup-jobs.ts';

export type TaskState =
  | { readonly state: 'absent' }
  | { readonly state: 'running' }
  | { readonly state: 'succeeded'; readonly result: BackupJobResult }
  | { readonly state: 'failed'; readonly message: string; readonly failedAt: string };

const reference = ({ metadata }: KubeObject, task: BackupTask, apiVersion: string, kind: string): ObjectReference => ({
  apiVersion,
  kind,
  namespace: metadata.namespace ?? '',
  name: backupJobName(metadata.name, task),
});
const jobOf = (request: KubeObject, task: BackupTask) => reference(request, task, 'batch/v1', 'Job');

/** @param objects the Job last: what it needs is there before it */
export async function startTask(client: Client, objects: readonly KubeObject[]): Promise<void> {
  for (const object of objects) await client.apply(object);
}

export async function observeTask(client: Client, request: KubeObject, task: BackupTask): Promise<TaskState> {
  const job = await client.get(jobOf(request, task));
  // A predecessor of the same name was another's.
  const owner = job?.metadata.ownerReferences?.[0]?.uid;
  if (!job || owner !== request.metadata.uid || job.metadata.deletionTimestamp) return { state: 'absent' };
  const { ready, failed, message } = observeState(job);
  if (!ready && !failed) return { state: 'running' };
  const text = await terminationMessage(client, job, ready);
  if (ready) return { state: 'succeeded', result: parseResult(text) };
  return {
    state: 'failed',
    message: `${text ?? message ?? 'the Job failed'} (kubectl logs -n ${job.metadata.namespace} job/${job.metadata.name})`,
    failedAt: fieldText(conditionOf(job.status, 'Failed'), 'lastTransitionTime') ?? '',
  };
}

/**
 * @param model whose stores the Job could reach
 * @param keepJob for its log
 */
export async function endTask(
  client: Client,
  { stores }: Pick<ShopModel, 'stores'>,
  request: KubeObject,
  task: BackupTask,
  keepJob: boolean,
): Promise<void> {
  const policy = reference(request, task, 'networking.k8s.io/v1', 'NetworkPolicy');
  await client.delete(reference(request, task, 'v1', 'Secret'));
  for (const suffix of ['', ...stores.map(({ name }) => `-${name}`)])
    await client.delete({ ...policy, name: `${policy.name}${suffix}` });
  await client.delete(reference(request, task, 'v1', 'ServiceAccount'));
  if (!keepJob) await client.delete(jobOf(request, task), { propagation: 'Background' });
}

/** Of the last of the Job's pods that ended as the Job did. */
async function terminationMessage(client: Client, job: KubeObject, succeeded: boolean): Promise<string | undefined> {
  const ended: { at: string; text: string }[] = [];
  const labelSelector = `batch.kubernetes.io/job-name=${job.metadata.name}`;
  for await (const { items } of client.list({ kind: pods, namespace: job.metadata.namespace ?? '', labelSelector }))
    for (const { status } of items) {
      const terminated = field(fieldList(status, 'containerStatuses')[0], 'state', 'terminated');
      const text = fieldText(terminated, 'message')?.trim();
      if (text && (field(terminated, 'exitCode') === 0) === succeeded)
        ended.push({ at: fieldText(terminated, 'finishedAt') ?? '', text });
    }
  return ended.sort((a, b) => a.at.localeCompare(b.at)).at(-1)?.text;
}

function parseResult(text: string | undefined): BackupJobResult {
  try {
    return BackupJobResult.parse(JSON.parse(text ?? '{}'));
  } catch {
    return {};
  }
}
