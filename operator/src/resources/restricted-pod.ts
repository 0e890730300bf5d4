/** Pods as PodSecurity `restricted` wants them: no root, no capabilities, no writable root, no token of the API server. Pure. */
import type { V1Container, V1PodSpec, V1SecurityContext, V1Volume, V1VolumeMount } from '@kubernetes/client-node';
import { storefrontLabel } from '../labels.ts';
import type { ImageNames } from '../model/image-names.ts';

/** Users the images run as: our own images any, the stores' the one their files belong to. */
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
  /** Labels of its like, which it keeps away from where the cluster has room. */
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
      // With Always PostgreSQL finds its folder open to a group at the second start, and refuses it.
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
      // Its last words are in the pod's status, from where they come into the Storefront's conditions.
      terminationMessagePolicy: 'FallbackToLogsOnError',
      ...container,
      securityContext: containerSecurity,
    })),
    volumes: [...(pod.volumes ?? [])],
  };
}

/** A folder that may be written to and goes with the pod. */
export const scratchVolume = (
  name: string,
  mountPath: string,
  medium?: 'Memory',
): { volume: V1Volume; mount: V1VolumeMount } => ({
  volume: { name, emptyDir: medium ? { medium } : {} },
  mount: { name, mountPath },
});

/** Pods of a part of a shop, as selectors of workloads, Services and policies name them. */
export const componentSelector = (shop: string, component: string): Record<string, string> => ({
  [storefrontLabel]: shop,
  'mambogo.com/part': component,
});
