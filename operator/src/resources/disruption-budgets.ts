/** Disruption budgets: one pod of several may be unavailable at a time; a single pod must not block a drain. Pure. */
import type { KubeObject } from '../kube/kube-object.ts';
import { componentLabels } from '../labels.ts';
import type { ShopModel } from '../model/shop-model.ts';
import { componentSelector } from './restricted-pod.ts';

export function disruptionBudgets(model: ShopModel): KubeObject[] {
  const parts = [
    ...model.workloads.map(({ service, replicas, autoscaling }) => ({
      name: service.name as string,
      pods: replicas ?? autoscaling?.min ?? 1,
    })),
    ...[...model.stores, ...model.replicas.map(({ replicas }) => replicas)].map(({ name, source }) => ({
      name,
      pods: source.embedded ? source.members : 0,
    })),
  ];
  return parts
    .filter(({ pods }) => pods > 1)
    .map(({ name }) => ({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: `${model.storefront}-${name}`, labels: componentLabels(model.storefront, name) },
      spec: {
        maxUnavailable: 1,
        selector: { matchLabels: componentSelector(model.storefront, name) },
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    }));
}
