/**
 * Jobs that run once before services: databases with their roles and topics with their ACLs (the operator's image), then each
 * service's migrations (the service's image). A Job is named by the hash of its inputs and of the data it is for: changed
 * inputs or data give another Job.
 */
import type { V1JobSpec, V1PodTemplateSpec } from '@kubernetes/client-node';
import type { KubeObject } from '../kube/kube-object.ts';
import { hashOf } from '../kube/object-hash.ts';
import { componentLabels } from '../labels.ts';
import { storeObject } from '../model/cluster-placement.ts';
import { migrationComponent, setupComponent } from '../model/component-names.ts';
import type { ServiceModel } from '../model/model.ts';
import type { PlacedStore, ShopModel } from '../model/shop-model.ts';
import { serverOf } from '../model/store-server.ts';
import { withPodSettings } from './pod-settings.ts';
import { containerUserIds, restrictedPod, scratchVolume } from './restricted-pod.ts';
import type { DeriveSecretFor } from './secret-purposes.ts';
import { secretObject, serviceSecrets } from './secrets.ts';
import { serviceAccount } from './service-accounts.ts';
import { migrationPod, nodeCommand, sourcesOf } from './service-pods.ts';
import { setupJobInput } from './setup-job-input.ts';

export const jobInputFile = '/run/mambogo/job/input.json';

/** Prepares a store for its users to log in. Redis has its users in its configuration. */
export function setupJobs(model: ShopModel, secret: DeriveSecretFor): KubeObject[] {
  return model.stores.filter(({ server }) => server !== 'redis').flatMap((store) => setupJob(model, store, secret));
}

function setupJob(model: ShopModel, store: PlacedStore, secret: DeriveSecretFor): KubeObject[] {
  const shop = model.storefront;
  const component = setupComponent(store.name);
  const account = `${storeObject(shop, store)}-setup`;
  const labels = componentLabels(shop, component);
  const input = secretObject(account, labels, { 'input.json': JSON.stringify(setupJobInput(model, store, secret)) });
  const temporary = scratchVolume('tmp', '/tmp');
  const pod: V1PodTemplateSpec = {
    metadata: { labels, annotations: { 'mambogo.com/config': hashOf(input.data) } },
    spec: restrictedPod({
      shop,
      images: model.images,
      serviceAccountName: account,
      user: containerUserIds.service,
      restartPolicy: 'Never',
      containers: [
        {
          name: 'setup',
          image: model.images.jobs,
          command: nodeCommand('src/jobs/main.ts'),
          workingDir: sourcesOf('operator'),
          env: [{ name: 'INPUT_FILE', value: jobInputFile }],
          resources: { requests: { cpu: '50m', memory: '96Mi' }, limits: { memory: '256Mi' } },
          volumeMounts: [{ name: 'input', mountPath: '/run/mambogo/job', readOnly: true }, temporary.mount],
        },
      ],
      volumes: [{ name: 'input', secret: { secretName: account, defaultMode: 0o440 } }, temporary.volume],
    }),
  };
  const template = withPodSettings(model, 'jobs', component, pod);
  return [serviceAccount(account, labels), input, job(storeObject(shop, store), labels, template, store.dataId)];
}

export function migrationJobs(model: ShopModel, secret: DeriveSecretFor): KubeObject[] {
  return model.workloads
    .filter(({ service }) => service.blueprint.migrates)
    .map((workload) => {
      const { service } = workload;
      const secrets = serviceSecrets(model, service, secret)[0]?.data;
      // A rejected first administrator is retried when its Secret changes.
      const given = service.name === 'identity' ? model.adminSecret : undefined;
      const component = migrationComponent(service.name);
      const rendered = migrationPod(model, workload, given ? [secrets, given] : secrets);
      const pod = withPodSettings(model, 'jobs', component, rendered);
      return job(
        `${service.appId}-migrate`,
        componentLabels(model.storefront, component),
        pod,
        databaseOf(model, service)?.dataId,
      );
    });
}

/** Makes another key that signs tokens, where the shop issues its own (`services/identity/src/rotate-keys.ts`). */
export const signingKeyJob = (model: ShopModel): KubeObject[] =>
  model.workloads
    .filter(({ service }) => service.name === 'identity')
    .map((workload) => {
      const component = migrationComponent('identity');
      const generation = model.credentials.current;
      const pod = withPodSettings(
        model,
        'jobs',
        component,
        migrationPod(model, workload, { generation }, 'src/rotate-keys.ts'),
      );
      const labels = componentLabels(model.storefront, component);
      return job(`${workload.service.appId}-signing-key`, labels, pod, undefined);
    });

const databaseOf = ({ stores }: ShopModel, { name, blueprint }: ServiceModel): PlacedStore | undefined =>
  stores.find(({ server, users: of }) => server === serverOf(blueprint.store) && of.includes(name));

/** @param dataId after an accepted data loss the store is set up by another Job */
function job(
  name: string,
  labels: Readonly<Record<string, string>>,
  template: V1PodTemplateSpec,
  dataId: string | undefined,
): KubeObject {
  const spec: V1JobSpec = { backoffLimit: 5, activeDeadlineSeconds: 1_800, ttlSecondsAfterFinished: 3_600, template };
  const hash = hashOf(dataId === undefined ? template : [template, dataId])
    .replaceAll(/[^a-zA-Z0-9]/g, '')
    .toLowerCase()
    .slice(0, 8);
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: `${name}-${hash}`, labels }, spec };
}
