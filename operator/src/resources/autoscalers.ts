/**
 * Autoscalers of services that enable autoscaling: a HorizontalPodAutoscaler by CPU, or, for a service that also scales by the lag
 * of its consumer group, a ScaledObject of KEDA with both triggers. Never both: they would contradict each other. Pure.
 */
import type { KubeObject } from '../kube/kube-object.ts';
import { componentLabels } from '../labels.ts';
import type { ShopModel } from '../model/shop-model.ts';
import { scalesByLag, type WorkloadModel } from '../model/workload-model.ts';
import { scaledObject } from './scaled-object.ts';
import type { DeriveSecretFor } from './secret-purposes.ts';

/** Default target in percent of the requested CPU. */
const defaultCpuPercent = 70;

export const autoscalers = (model: ShopModel, secret: DeriveSecretFor): KubeObject[] =>
  model.workloads.flatMap((workload) => {
    if (!workload.autoscaling) return [];
    const cpuPercent = workload.autoscaling.cpu ?? defaultCpuPercent;
    return model.kedaInstalled && scalesByLag(workload)
      ? scaledObject(model, workload, cpuPercent, secret)
      : [horizontalPodAutoscaler(model, workload, workload.autoscaling, cpuPercent)];
  });

const horizontalPodAutoscaler = (
  model: ShopModel,
  { service }: WorkloadModel,
  { min, max }: NonNullable<WorkloadModel['autoscaling']>,
  cpuPercent: number,
): KubeObject => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: service.appId, labels: componentLabels(model.storefront, service.name) },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: service.appId },
    minReplicas: min,
    maxReplicas: max,
    metrics: [
      {
        type: 'Resource',
        resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpuPercent } },
      },
    ],
  },
});
