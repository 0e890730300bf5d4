/** Services as Deployments; one that keeps its data in a file as a StatefulSet with a volume. Pure. */

import type { V1DeploymentSpec, V1PodTemplateSpec, V1StatefulSetSpec } from '@kubernetes/client-node';
import { keepsFiles } from '@mambogo/blueprint/service-blueprint.ts';
import type { KubeObject } from '../kube/kube-object.ts';
import { componentLabels } from '../labels.ts';
import { isExposedDirectly, podPorts } from '../model/cluster-placement.ts';
import type { ServiceModel } from '../model/model.ts';
import type { ShopModel } from '../model/shop-model.ts';
import type { WorkloadModel } from '../model/workload-model.ts';
import { withPodSettings } from './pod-settings.ts';
import { componentSelector } from './restricted-pod.ts';
import { servicePod, servicePort } from './service-pods.ts';

/** @param uses inputs of its pods that are not in their template */
export function serviceWorkload(model: ShopModel, workload: WorkloadModel, uses: unknown): KubeObject[] {
  const { service, replicas } = workload;
  const template = withPodSettings(model, 'services', service.name, servicePod(model, workload, uses));
  const selector = componentSelector(model.storefront, service.name);
  const labels = componentLabels(model.storefront, service.name);
  const object = keepsFiles(service.blueprint)
    ? statefulSet(service, labels, selector, template)
    : deployment(service, labels, selector, template, replicas);
  return [clusterService(service, labels, selector), object];
}

type Labels = Readonly<Record<string, string>>;

function deployment(
  service: ServiceModel,
  labels: Labels,
  selector: Labels,
  template: V1PodTemplateSpec,
  replicas?: number,
): KubeObject {
  const spec: V1DeploymentSpec = {
    ...(replicas === undefined ? {} : { replicas }),
    revisionHistoryLimit: 3,
    selector: { matchLabels: selector },
    // No pod is removed before its replacement is ready.
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
    template,
  };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: service.appId, labels }, spec };
}

function statefulSet(service: ServiceModel, labels: Labels, selector: Labels, template: V1PodTemplateSpec): KubeObject {
  const spec: V1StatefulSetSpec = {
    serviceName: service.appId,
    replicas: 1,
    selector: { matchLabels: selector },
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    template,
    volumeClaimTemplates: [
      {
        metadata: { name: 'data', labels: selector },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
      },
    ],
  };
  return { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: service.appId, labels }, spec };
}

/** A service reachable without a sidecar exposes its port; the others expose health only, for monitoring. */
function clusterService(service: ServiceModel, labels: Labels, selector: Labels): KubeObject {
  const health = { name: 'health', port: podPorts.health, targetPort: podPorts.health, protocol: 'TCP' };
  const spec = isExposedDirectly(service.blueprint)
    ? { type: 'ClusterIP', selector, ports: [servicePort(service)] }
    : { clusterIP: 'None', selector, ports: [health] };
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: service.appId, labels }, spec };
}
