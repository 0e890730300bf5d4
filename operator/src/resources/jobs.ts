/**
 * What is done once before services run: databases with their roles and topics with their rights (the operator's own image),
 * then each service's migrations (the service's image). A Job is named by the hash of its inputs and of the data it is for:
 * other inputs or data, another Job.
 */
import type { V1JobSpec, V1PodTemplateSpec } from '@kubernetes/client-node';
import type { KubeObject } from '../kube/kube-object.ts';
import { digestOf } from '../kube/object-digest.ts';
import { partLabels } from '../labels.ts';
import { storeObject } from '../model/cluster-placement.ts';
import type { ServiceModel } from '../model/model.ts';
import { migrationPart, setupPart } from '../model/part-names.ts';
import type { PlacedStore, ShopModel } from '../model/shop-model.ts';
import { serverOf } from '../model/store-server.ts';
import { withPodSettings } from './pod-settings.ts';
import { prepareInput } from './prepare-input.ts';
import { restrictedPod, scratch, users } from './restricted-pod.ts';
import type { SecretFor } from './secret-purposes.ts';
import { secretObject, serviceSecrets } from './secrets.ts';
import { serviceAccount } from './service-accounts.ts';
import { migrationPod, nodeCommand, sourcesOf } from './service-pods.ts';

export const jobInputFile = '/run/mambogo/job/input.json';

/** Brings a store to where its users can log in. Redis has its users in its settings. */
export function prepareJobs(model: ShopModel, secret: SecretFor): KubeObject[] {
  return model.stores.filter(({ server }) => server !== 'redis').flatMap((store) => prepareJob(model, store, secret));
}

function prepareJob(model: ShopModel, store: PlacedStore, secret: SecretFor): KubeObject[] {
  const shop = model.storefront;
  const part = setupPart(store.name);
  const account = `${storeObject(shop, store)}-setup`;
  const labels = partLabels(shop, part);
  const input = secretObject(account, labels, { 'input.json': JSON.stringify(prepareInput(model, store, secret)) });
  const temporary = scratch('tmp', '/tmp');
  const pod: V1PodTemplateSpec = {
    metadata: { labels, annotations: { 'mambogo.com/config': digestOf(input.data) } },
    spec: restrictedPod({
      shop,
      images: model.images,
      serviceAccountName: account,
      user: users.service,
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
  const template = withPodSettings(model, 'jobs', part, pod);
  return [serviceAccount(account, labels), input, job(storeObject(shop, store), labels, template, store.dataId)];
}

export function migrationJobs(model: ShopModel, secret: SecretFor): KubeObject[] {
  return model.workloads
    .filter(({ service }) => service.blueprint.migrates)
    .map((workload) => {
      const { service } = workload;
      const secrets = serviceSecrets(model, service, secret)[0]?.data;
      // A first administrator that was refused is tried again when its Secret says otherwise.
      const given = service.name === 'identity' ? model.adminSecret : undefined;
      const part = migrationPart(service.name);
      const rendered = migrationPod(model, workload, given ? [secrets, given] : secrets);
      const pod = withPodSettings(model, 'jobs', part, rendered);
      return job(
        `${service.appId}-migrate`,
        partLabels(model.storefront, part),
        pod,
        databaseOf(model, service)?.dataId,
      );
    });
}

const databaseOf = ({ stores }: ShopModel, { name, blueprint }: ServiceModel): PlacedStore | undefined =>
  stores.find(({ server, users: of }) => server === serverOf(blueprint.store) && of.includes(name));

/** @param dataId data that was lost and given up is set up again by another Job */
function job(
  name: string,
  labels: Readonly<Record<string, string>>,
  template: V1PodTemplateSpec,
  dataId: string | undefined,
): KubeObject {
  const spec: V1JobSpec = { backoffLimit: 5, activeDeadlineSeconds: 1_800, ttlSecondsAfterFinished: 3_600, template };
  const hash = digestOf(dataId === undefined ? template : [template, dataId])
    .replaceAll(/[^a-zA-Z0-9]/g, '')
    .toLowerCase()
    .slice(0, 8);
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: `${name}-${hash}`, labels }, spec };
}
