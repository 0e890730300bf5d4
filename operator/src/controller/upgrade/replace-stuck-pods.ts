/**
 * A StatefulSet does not replace a pod that never became ready, also not by the template it had before
 * (https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback): on the way back it is deleted.
 */
import { fieldText, type KubeObject, referenceTo } from '../../kube/kube-object.ts';
import { conditionOf } from '../../kube/observed-state.ts';
import { pods } from '../../kube/resource-kinds.ts';
import { componentLabel, storefrontLabel } from '../../labels.ts';
import type { ReconcileContext } from '../reconcile-context.ts';

export async function replaceStuckPods(
  { client, storefront }: Pick<ReconcileContext, 'client' | 'storefront'>,
  objects: readonly KubeObject[],
): Promise<void> {
  const { name, namespace = '' } = storefront.metadata;
  for (const workload of objects.filter(({ kind }) => kind === 'StatefulSet')) {
    const revision = fieldText((await client.get(referenceTo(workload)))?.status, 'updateRevision');
    const labelSelector = `${storefrontLabel}=${name},${componentLabel}=${workload.metadata.labels?.[componentLabel]}`;
    for await (const { items } of client.list({ kind: pods, namespace, labelSelector }))
      for (const pod of items.filter((one) => isStuck(one, revision)))
        await client.delete(referenceTo(pod), { uid: pod.metadata.uid });
  }
}

const isStuck = ({ metadata, status }: KubeObject, revision: string | undefined): boolean =>
  metadata.labels?.['controller-revision-hash'] !== revision &&
  fieldText(conditionOf(status, 'Ready'), 'status') !== 'True';
