/**
 * Replica counts that something other than the operator manages: an autoscaler of the Storefront, or a HorizontalPodAutoscaler
 * or KEDA ScaledObject that somebody else has pointed at a workload.
 */
import { isForbidden, isNotFound } from '../../kube/api-error.ts';
import type { Client } from '../../kube/client.ts';
import { ownFields, replicasManager } from '../../kube/field-ownership.ts';
import { field, fieldNumber, fieldText, type KubeObject, referenceTo } from '../../kube/kube-object.ts';
import { autoscalers, type ResourceKind, scaledObjects } from '../../kube/resource-kinds.ts';

/** `Deployment/shop-order` of every workload in the namespace that an autoscaler targets. */
export async function autoscaledWorkloads(
  client: Pick<Client, 'list'>,
  namespace: string,
): Promise<ReadonlySet<string>> {
  const targets = new Set<string>();
  const collect = async (kind: ResourceKind) => {
    for await (const { items } of client.list({ kind, namespace }))
      for (const { spec } of items) {
        const target = field(spec, 'scaleTargetRef');
        // KEDA's default kind.
        targets.add(`${fieldText(target, 'kind') ?? 'Deployment'}/${fieldText(target, 'name')}`);
      }
  };
  await collect(autoscalers);
  await collect(scaledObjects).catch((error: unknown) => {
    // KEDA is not installed, or the operator's Role is from an earlier release.
    if (!isNotFound(error) && !isForbidden(error)) throw error;
  });
  return targets;
}

export function withoutAutoscaledReplicas(object: KubeObject, autoscaled: ReadonlySet<string>): KubeObject {
  if (!autoscaled.has(`${object.kind}/${object.metadata.name}`)) return object;
  const { replicas: _, ...spec } = { ...(object.spec as Readonly<Record<string, unknown>>) };
  return { ...object, spec };
}

/**
 * Before the operator stops applying a replica count it used to set, another field manager takes that field over with the live
 * count: a field without a manager falls back to its default, which is one replica.
 */
export async function transferReplicasField(client: Pick<Client, 'get' | 'apply'>, desired: KubeObject): Promise<void> {
  const { apiVersion, kind, metadata } = desired;
  if (kind !== 'Deployment' && kind !== 'StatefulSet') return;
  if (field(desired.spec, 'replicas') !== undefined) return;
  const live = await client.get(referenceTo(desired));
  if (!live || ownFields(live)['f:spec']?.['f:replicas'] === undefined) return;
  const { name, namespace } = metadata;
  const { resourceVersion } = live.metadata;
  await client.apply(
    {
      apiVersion,
      kind,
      metadata: { name, namespace, resourceVersion },
      // It was scaled to zero while data was lost: an autoscaler leaves a workload with zero replicas alone.
      spec: { replicas: fieldNumber(live.spec, 'replicas') || 1 },
    },
    replicasManager,
  );
}
