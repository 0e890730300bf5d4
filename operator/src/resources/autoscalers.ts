/** HorizontalPodAutoscalers by CPU, for services that enable autoscaling. Pure. */
import type { KubeObject } from '../kube/kube-object.ts';
import { componentLabels } from '../labels.ts';
import type { ShopModel } from '../model/shop-model.ts';

/** Default target in percent of the requested CPU. */
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
