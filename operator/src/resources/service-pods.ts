/** The pod of a service, and of its migration Job: image, environment, credentials as files, probes. Pure. */

import type { V1Container, V1PodTemplateSpec, V1Volume, V1VolumeProjection } from '@kubernetes/client-node';
import { keepsFiles } from '@mambogo/blueprint/service-blueprint.ts';
import { hashOf } from '../kube/object-hash.ts';
import { componentLabels } from '../labels.ts';
import { credentialsFolder, podPorts, serviceDataFolder } from '../model/cluster-placement.ts';
import { migrationComponent } from '../model/component-names.ts';
import type { ServiceModel } from '../model/model.ts';
import type { ShopModel } from '../model/shop-model.ts';
import type { WorkloadModel } from '../model/workload-model.ts';
import { daprAnnotations } from './dapr-annotations.ts';
import { withHotReload } from './dev-hot-reload.ts';
import { adminSecretVolume, foreignSecrets } from './foreign-secrets.ts';
import { scrapeAnnotations } from './monitors.ts';
import { rateLimitsVolume } from './rate-limits.ts';
import { componentSelector, containerUserIds, restrictedPod, scratchVolume } from './restricted-pod.ts';
import { secretNames } from './secrets.ts';
import { caVolume } from './store-certificates.ts';
import { topicEpochsMount } from './topic-epochs.ts';

/** Image contract: Node on PATH, and each component's sources below this folder. */
const sources = '/shop';
export const nodeCommand = (script: string): string[] => ['node', '--disable-warning=ExperimentalWarning', script];
export const sourcesOf = (component: string): string => `${sources}/${component}`;

export const servicePort = ({ port }: ServiceModel) => ({ name: 'http', port, targetPort: port, protocol: 'TCP' });

/** @param uses inputs of the pod that are not in its template: a change of them restarts the pods */
export function servicePod(model: ShopModel, { service, resources }: WorkloadModel, uses: unknown): V1PodTemplateSpec {
  const shop = model.storefront;
  const labels = componentLabels(shop, service.name);
  const keepsFile = keepsFiles(service.blueprint);
  const limits = service.blueprint.settings.includes('LIMITS_FILE') ? [rateLimitsVolume(shop)] : [];
  const epochs = topicEpochsMount(model, service);
  const container = serviceContainer(model, service, 'src/main.ts');
  const pod = restrictedPod({
    shop,
    images: model.images,
    serviceAccountName: service.appId,
    user: containerUserIds.service,
    containers: [
      {
        ...container,
        env: [...(container.env ?? []), ...epochs.map(({ env }) => env)],
        ports: ports(service),
        ...probes(service),
        ...drain(model),
        resources,
        volumeMounts: [
          ...mounts(shop),
          ...(keepsFile ? [{ name: 'data', mountPath: serviceDataFolder }] : []),
          ...[...limits, ...epochs].map(({ mount }) => mount),
        ],
      },
    ],
    volumes: [
      ...volumes(model, service, foreignSecrets(model, service)),
      ...[...limits, ...epochs].map(({ volume }) => volume),
    ],
    terminationGracePeriodSeconds: 30,
    spreadBy: componentSelector(shop, service.name),
  });
  return {
    metadata: {
      labels,
      annotations: {
        'mambogo.com/config': hashOf(uses),
        ...(service.sidecar ? { ...scrapeAnnotations(model), ...daprAnnotations(model, service) } : {}),
      },
    },
    spec: model.hotReload ? withHotReload(pod, sources) : pod,
  };
}

/** Its sidecar ends after it, so calls are answered meanwhile too. */
const drain = ({ drainSeconds }: ShopModel): Pick<V1Container, 'lifecycle'> =>
  drainSeconds > 0 ? { lifecycle: { preStop: { sleep: { seconds: drainSeconds } } } } : {};

/** The same service with another command and no sidecar. */
export function migrationPod(
  model: ShopModel,
  { service, resources }: WorkloadModel,
  uses: unknown,
  script = 'src/migrate.ts',
): V1PodTemplateSpec {
  const shop = model.storefront;
  return {
    metadata: {
      labels: componentLabels(shop, migrationComponent(service.name)),
      annotations: { 'mambogo.com/config': hashOf(uses) },
    },
    spec: restrictedPod({
      shop,
      images: model.images,
      serviceAccountName: service.appId,
      user: containerUserIds.service,
      restartPolicy: 'Never',
      containers: [{ ...serviceContainer(model, service, script), resources, volumeMounts: mounts(shop) }],
      volumes: volumes(model, service, service.name === 'identity' ? adminSecretVolume(model) : []),
    }),
  };
}

const serviceContainer = (model: ShopModel, service: ServiceModel, script: string): V1Container => ({
  name: service.name,
  image: model.images.service(service.name),
  command: nodeCommand(script),
  workingDir: sourcesOf(`services/${service.name}`),
  env: [
    // One malloc arena for all threads: glibc's default of one per thread kept 120 MB in a service that hashes passwords
    // (measured).
    { name: 'MALLOC_ARENA_MAX', value: '1' },
    ...Object.entries(service.environment).map(([name, value]) => ({ name, value })),
  ],
});

const ports = (service: ServiceModel) => [
  { name: 'http', containerPort: service.port, protocol: 'TCP' },
  ...(service.sidecar ? [{ name: 'health', containerPort: podPorts.health, protocol: 'TCP' }] : []),
];

function probes(service: ServiceModel) {
  const port = service.sidecar ? 'health' : 'http';
  const ask = (path: string) => ({ httpGet: { path, port }, timeoutSeconds: 5 });
  return {
    startupProbe: { ...ask('/healthz/live'), periodSeconds: 1, failureThreshold: 120 },
    readinessProbe: { ...ask('/healthz/ready'), periodSeconds: 5, failureThreshold: 2 },
    livenessProbe: { ...ask('/healthz/live'), periodSeconds: 10, failureThreshold: 6 },
  };
}

const tmpVolume = scratchVolume('tmp', '/tmp');
const mounts = (shop: string) => [
  { name: 'credentials', mountPath: credentialsFolder, readOnly: true },
  caVolume(shop).mount,
  tmpVolume.mount,
];

/** All credentials of a service in one folder, one file each, from whatever Secrets. */
function volumes(
  { storefront, credentials }: ShopModel,
  { appId, sidecar }: ServiceModel,
  more: readonly V1VolumeProjection[] = [],
): V1Volume[] {
  const names = secretNames(appId, credentials.current);
  const token = (name: string, path: string) => ({ secret: { name, items: [{ key: 'token', path }] } });
  const projected = [
    { secret: { name: names.credentials } },
    ...(sidecar ? [token(names.apiToken, 'dapr-api-token'), token(names.appToken, 'app-api-token')] : []),
    ...more,
  ];
  return [
    { name: 'credentials', projected: { defaultMode: 0o440, sources: projected } },
    caVolume(storefront).volume,
    tmpVolume.volume,
  ];
}
