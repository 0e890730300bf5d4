/**
 * The Jobs that back up and restore a shop, in the operator's image: each with an account, its input as a Secret, and network policies of
 * its own. They belong to the StorefrontBackup or StorefrontRestore that asked for them. Pure.
 */
import type { V1Affinity, V1PodTemplateSpec, V1Volume, V1VolumeMount } from '@kubernetes/client-node';
import type { BackupDestination } from '../api/backup-spec.ts';
import type { KubeObject } from '../kube/kube-object.ts';
import { componentLabels, storefrontLabel } from '../labels.ts';
import { backupComponent } from '../model/component-names.ts';
import { portOfUrl } from '../model/settings-repository.ts';
import type { ShopModel } from '../model/shop-model.ts';
import type { BackupJobInput, BackupTask } from './backup-job-input.ts';
import { portsOf, simulatorEgress, storeRule } from './network-policies.ts';
import type { NetworkPolicySpec, PolicyRule } from './network-policy.ts';
import { withPodSettings } from './pod-settings.ts';
import { anyPod, dnsEgress, externalEgress, ports, publicHttps } from './policy-rules.ts';
import { componentSelector, containerUserIds, restrictedPod, scratchVolume } from './restricted-pod.ts';
import { serviceAccount } from './service-accounts.ts';
import { nodeCommand, sourcesOf } from './service-pods.ts';

/** Paths in the Job's pod. */
export const backupFolders = {
  input: '/run/mambogo/job',
  volume: '/backup',
  s3Secret: '/run/mambogo/s3',
  scratch: '/scratch',
  /** Volumes of services that keep files: `/data/<service>`. */
  data: '/data',
} as const;

export const backupJobName = (request: string, task: BackupTask): string => `${request}-${task}`;

export interface BackupRun {
  readonly request: KubeObject;
  readonly task: BackupTask;
  readonly destination: BackupDestination;
  readonly input: BackupJobInput;
  /** Services whose volumes the Job uses. */
  readonly volumesOf: readonly string[];
}

export function backupRunObjects(model: ShopModel, run: BackupRun): KubeObject[] {
  const name = backupJobName(run.request.metadata.name, run.task);
  const metadata = {
    name,
    namespace: model.namespace,
    ownerReferences: [
      {
        apiVersion: run.request.apiVersion,
        kind: run.request.kind,
        name: run.request.metadata.name,
        uid: run.request.metadata.uid ?? '',
        controller: true,
      },
    ],
  };
  const data = { 'input.json': Buffer.from(JSON.stringify(run.input)).toString('base64') };
  const job = {
    backoffLimit: run.task === 'switch' ? 20 : 2,
    activeDeadlineSeconds: 43_200,
    template: template(model, run, name),
  };
  return [
    { apiVersion: 'v1', kind: 'Secret', metadata, type: 'Opaque', data },
    { ...serviceAccount(name, {}), metadata },
    ...policies(model, run, metadata),
    { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: job },
  ];
}

function template(model: ShopModel, run: BackupRun, secretName: string): V1PodTemplateSpec {
  const volumes = [
    { volume: { name: 'input', secret: { secretName, defaultMode: 0o440 } }, at: backupFolders.input, readOnly: true },
    ...(run.destination.volumeClaim
      ? [claim('backups', run.destination.volumeClaim.claimName, backupFolders.volume)]
      : []),
    ...(run.destination.s3
      ? [
          {
            volume: { name: 's3', secret: { secretName: run.destination.s3.secretName, defaultMode: 0o440 } },
            at: backupFolders.s3Secret,
            readOnly: true,
          },
        ]
      : []),
    ...run.volumesOf.map((service) =>
      claim(service, `data-${model.storefront}-${service}-0`, `${backupFolders.data}/${service}`),
    ),
  ];
  const scratch = [scratchVolume('tmp', '/tmp'), scratchVolume('scratch', backupFolders.scratch)];
  const pod = withPodSettings(model, 'jobs', backupComponent, {
    metadata: { labels: { ...componentLabels(model.storefront, backupComponent), [requestLabel]: secretName } },
    spec: restrictedPod({
      shop: model.storefront,
      images: model.images,
      serviceAccountName: secretName,
      user: containerUserIds.service,
      restartPolicy: 'Never',
      containers: [
        {
          name: 'backup',
          image: model.images.jobs,
          command: nodeCommand('src/jobs/backup/main.ts'),
          workingDir: sourcesOf('operator'),
          env: [
            { name: 'INPUT_FILE', value: `${backupFolders.input}/input.json` },
            { name: 'SCRATCH_DIR', value: backupFolders.scratch },
          ],
          // Each database that is uploaded at the same time has parts of it in memory.
          resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '1Gi' } },
          volumeMounts: [
            ...volumes.map(
              ({ volume, at, readOnly }): V1VolumeMount => ({
                name: volume.name,
                mountPath: at,
                ...(readOnly ? { readOnly } : {}),
              }),
            ),
            ...scratch.map(({ mount }) => mount),
          ],
        },
      ],
      volumes: [...volumes.map(({ volume }): V1Volume => volume), ...scratch.map(({ volume }) => volume)],
    }),
  });
  return run.task === 'back-up' ? besidePods(model, run.volumesOf, pod) : pod;
}

const requestLabel = 'mambogo.com/request';

const claim = (name: string, claimName: string, at: string) => ({
  volume: { name, persistentVolumeClaim: { claimName } },
  at,
  readOnly: false,
});

/** A volume that a running service uses can be mounted on its node only. */
function besidePods(model: ShopModel, services: readonly string[], pod: V1PodTemplateSpec): V1PodTemplateSpec {
  if (services.length === 0 || !pod.spec) return pod;
  const required = services.map((service) => ({
    topologyKey: 'kubernetes.io/hostname',
    labelSelector: { matchLabels: componentSelector(model.storefront, service) },
  }));
  const affinity: V1Affinity = {
    ...pod.spec.affinity,
    podAffinity: { ...pod.spec.affinity?.podAffinity, requiredDuringSchedulingIgnoredDuringExecution: required },
  };
  return { ...pod, spec: { ...pod.spec, affinity } };
}

/**
 * The Job may reach the stores, the simulator and the object store, and only while it is there: policies add up, so those of the
 * stores stay as they are.
 */
function policies(model: ShopModel, { destination, task }: BackupRun, metadata: KubeObject['metadata']): KubeObject[] {
  const job = { matchLabels: { [storefrontLabel]: model.storefront, [requestLabel]: metadata.name } };
  const policy = (name: string, spec: NetworkPolicySpec): KubeObject => ({
    ...{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', spec },
    metadata: { ...metadata, name },
  });
  const stores = task === 'remove' ? [] : model.stores;
  return [
    policy(metadata.name, {
      podSelector: job,
      policyTypes: ['Egress'],
      egress: [
        dnsEgress,
        ...stores.map((store) => storeRule(model, store)),
        ...(task === 'back-up' ? simulatorEgress(model) : []),
        ...(destination.s3 ? [objectStoreRule(model, destination.s3.endpoint)] : []),
      ],
    }),
    ...stores
      .filter(({ source }) => source.embedded)
      .map((store) =>
        policy(`${metadata.name}-${store.name}`, {
          podSelector: { matchLabels: componentSelector(model.storefront, store.name) },
          policyTypes: ['Ingress'],
          ingress: [{ from: [{ podSelector: job }], ports: ports(...portsOf(store)) }],
        }),
      ),
  ];
}

function objectStoreRule(model: ShopModel, endpoint: string | undefined): PolicyRule {
  if (endpoint === undefined) return publicHttps;
  // A policy sees the port of the pod behind a Service, which may be another one.
  if (/\.svc(\.|$)/.test(new URL(endpoint).hostname)) return { to: [anyPod] };
  return externalEgress(model, portOfUrl(endpoint));
}
