/** Kubernetes' own autoscaler by processor time, for services that ask for one. Pure. */
import type { KubeObject } from '../kube/kube-object.ts';
import { componentLabels } from '../labels.ts';
import type { ShopModel } from '../model/shop-model.ts';

/** Percent of the requested processor time that is aimed at, where nothing is said. */
const defaultCpuPercent = 70;

export const autoscalers = (model: ShopModel): KubeObject[] =>
  model.workloads.flatMap(({ service, autoscaling }) => {
    if (!autoscaling) return [];
    const { min, max, cpu = defaultCpuPercent } = autoscaling;
    return [
      {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: service.appId, labels: componentLabels(model.storefront, service.name) },
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: service.appId },
          minReplicas: min,
          maxReplicas: max,
          metrics: [
            { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpu } } },
          ],
        },
      },
    ];
  });
