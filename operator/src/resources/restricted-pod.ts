/** Pods that meet PodSecurity `restricted`: no root, no capabilities, read-only root file system, no API token. Pure. */
import type { V1Container, V1PodSpec, V1SecurityContext, V1Volume, V1VolumeMount } from '@kubernetes/client-node';
import { storefrontLabel } from '../labels.ts';
import type { ImageNames } from '../model/image-names.ts';

/** Users the images run as: our own images any, the stores' images the owner of their files. */
export const containerUserIds = { service: 65_532, store: 999 } as const;

export const containerSecurity: V1SecurityContext = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

export interface RestrictedPod {
  readonly shop: string;
  readonly images: ImageNames;
  readonly serviceAccountName: string;
  readonly user: number;
  readonly containers: readonly V1Container[];
  readonly volumes?: readonly V1Volume[];
  readonly restartPolicy?: 'Always' | 'OnFailure' | 'Never';
  readonly terminationGracePeriodSeconds?: number;
  /** Labels of the pods to spread over nodes, where the cluster has capacity. */
  readonly spreadBy?: Readonly<Record<string, string>>;
}

export function restrictedPod(pod: RestrictedPod): V1PodSpec {
  return {
    serviceAccountName: pod.serviceAccountName,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    restartPolicy: pod.restartPolicy ?? 'Always',
    terminationGracePeriodSeconds: pod.terminationGracePeriodSeconds ?? 30,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: pod.user,
      runAsGroup: pod.user,
      fsGroup: pod.user,
      // With Always, PostgreSQL finds its folder group-accessible at the second start, and refuses to run.
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...(pod.images.pullSecrets.length > 0
      ? { imagePullSecrets: pod.images.pullSecrets.map((name) => ({ name })) }
      : {}),
    ...(pod.spreadBy
      ? {
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: 'kubernetes.io/hostname',
              whenUnsatisfiable: 'ScheduleAnyway',
              labelSelector: { matchLabels: pod.spreadBy },
            },
          ],
        }
      : {}),
    containers: pod.containers.map((container) => ({
      imagePullPolicy: pod.images.pullPolicy,
      // The last output becomes the pod's termination message, and from there part of the Storefront's conditions.
      terminationMessagePolicy: 'FallbackToLogsOnError',
      ...container,
      securityContext: containerSecurity,
    })),
    volumes: [...(pod.volumes ?? [])],
  };
}

/** A writable folder that is deleted with the pod. */
export const scratchVolume = (
  name: string,
  mountPath: string,
  medium?: 'Memory',
): { volume: V1Volume; mount: V1VolumeMount } => ({
  volume: { name, emptyDir: medium ? { medium } : {} },
  mount: { name, mountPath },
});

/** Selects the pods of a component, in workloads, Services and policies. */
export const componentSelector = (shop: string, component: string): Record<string, string> => ({
  [storefrontLabel]: shop,
  'mambogo.com/part': component,
});
