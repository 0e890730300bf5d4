/** The pods of a service: how many, and what they may use. Pure. */
import { keepsFiles } from '@mambogo/blueprint/service-blueprint.ts';
import { bytesOf, doubled, millisOf, smaller } from '../api/quantities.ts';
import type { StorefrontSpec } from '../api/storefront.ts';
import type { ServiceModel } from './model.ts';
import { profileDefaults } from './profile-defaults.ts';
import type { ResourceAmounts } from './store-model.ts';

export interface WorkloadModel {
  readonly service: ServiceModel;
  /** undefined: set by an autoscaler. */
  readonly replicas: number | undefined;
  readonly autoscaling?: Autoscaling;
  /** Its replica count follows the Storefront's `replicas`: it has no data and no count of its own. */
  readonly scales: boolean;
  readonly resources: Resources;
}

export interface Autoscaling {
  readonly min: number;
  readonly max: number;
  /** Target percent of the requested CPU. */
  readonly cpu?: number;
  /** Unread messages per instance. */
  readonly lag?: number;
}

/** It consumes events, and is to scale by how many it has not read yet. */
export const scalesByLag = ({ service, autoscaling }: Pick<WorkloadModel, 'service' | 'autoscaling'>): boolean =>
  autoscaling?.lag !== undefined && service.blueprint.consumes.length > 0;

export interface Resources {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly cpu?: string; readonly memory: string };
}

interface ServiceOverrides {
  readonly replicas?: number;
  readonly autoscaling?: Autoscaling;
  readonly resources?: { readonly requests?: ResourceAmounts; readonly limits?: ResourceAmounts };
}

export function workloadModel(service: ServiceModel, spec: StorefrontSpec): WorkloadModel {
  const overrides: ServiceOverrides = spec.services?.[service.name] ?? {};
  const replicas = overrides.replicas ?? spec.replicas ?? profileDefaults[spec.profile].replicas;
  const isSingleton = keepsFiles(service.blueprint);
  return {
    service,
    replicas: isSingleton ? 1 : overrides.autoscaling ? undefined : replicas,
    autoscaling: overrides.autoscaling,
    scales: !isSingleton && overrides.replicas === undefined && overrides.autoscaling === undefined,
    resources: podResources(service.blueprint.size, overrides.resources),
  };
}

/** Default memory limit: twice the request; CPU is not limited, which would only slow down starts. */
export function podResources(
  size: { readonly cpuMillis: number; readonly memoryMiB: number },
  overrides: ServiceOverrides['resources'] = {},
): Resources {
  // A limit below the default request lowers the request too.
  const memory = overrides.requests?.memory ?? smaller(`${size.memoryMiB}Mi`, overrides.limits?.memory, bytesOf);
  return {
    requests: {
      cpu: overrides.requests?.cpu ?? smaller(`${size.cpuMillis}m`, overrides.limits?.cpu, millisOf),
      memory,
    },
    limits: {
      ...(overrides.limits?.cpu ? { cpu: overrides.limits.cpu } : {}),
      memory: overrides.limits?.memory ?? (overrides.requests?.memory ? doubled(memory) : `${size.memoryMiB * 2}Mi`),
    },
  };
}
