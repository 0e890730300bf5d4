/** Installs the add-ons a shop needs: DNS, storage, ingress, metrics, Dapr. */
import { join } from 'node:path';
import type { Progress } from '../../supervisor/progress.ts';
import { runCommand } from '../../supervisor/run-command.ts';
import type { ClusterLayout } from '../cluster-layout.ts';
import { debianImage, toolImage } from '../images/names.ts';
import { type Kubectl, kubectlFor } from '../kubectl.ts';
import type { ClusterTools } from '../prepare-cluster-tools.ts';
import { corednsManifests } from './coredns.ts';
import { kedaManifests } from './keda.ts';
import { asList, type Manifest, readManifests } from './manifest.ts';
import { metricsServerManifests } from './metrics-server.ts';
import { storageManifests } from './storage.ts';
import { traefikManifests } from './traefik.ts';

const rolloutTimeout = '--timeout=180s';

export async function installAddons(tools: ClusterTools, layout: ClusterLayout, progress: Progress): Promise<void> {
  const kubectl = kubectlFor(tools.kubernetes.kubectl, layout.kubeconfig, join(layout.logs, 'addons.log'));
  const image = imageOf(tools);
  const { files } = tools;
  const install = (what: string, namespace: string, name: string, manifests: Manifest[] | Promise<Manifest[]>) =>
    progress.step(what, async () => {
      await apply(kubectl, await manifests);
      await kubectl(['rollout', 'status', `deployment/${name}`, `--namespace=${namespace}`, rolloutTimeout]);
    });
  const gatewayApi = progress.step('Gateway API', () =>
    apply(kubectl, readManifests(join(files.gatewayApi, 'config/crd/standard'))),
  );
  await Promise.all([
    // First, as it is ready only after it has seen the node twice.
    install(
      'metrics-server',
      'kube-system',
      'metrics-server',
      metricsServerManifests(kubectl, files.metricsServer, image('metrics-server')),
    ),
    install('CoreDNS', 'kube-system', 'coredns', corednsManifests(image('coredns'))),
    install(
      'Storage',
      'local-path-storage',
      'local-path-provisioner',
      storageManifests(files.localPath, {
        image: image('local-path-provisioner'),
        helperImage: debianImage,
        volumes: layout.volumes,
      }),
    ),
    gatewayApi.then(() => install('traefik', 'traefik', 'traefik', traefikManifests(image('traefik')))),
    ...(tools.keda
      ? [install('KEDA', 'keda', 'keda-metrics-apiserver', kedaManifests(kubectl, tools.keda.files, image('keda')))]
      : []),
    progress.step('Dapr', () => installDapr(tools, layout, image('dapr'), image('daprd'))),
  ]);
}

const apply = (kubectl: Kubectl, manifests: Manifest[]) =>
  kubectl(['apply', '--server-side', '--force-conflicts', '-f', '-'], asList(manifests));

/** The cluster's own components must start without the injector. */
const sidecarExemptNamespaces = ['dapr-system', 'keda', 'kube-system', 'local-path-storage', 'traefik'];

/** Installed by its own chart, without the parts the shop does not use: actors and jobs. */
async function installDapr(
  tools: ClusterTools,
  layout: ClusterLayout,
  controlPlane: string,
  sidecar: string,
): Promise<void> {
  const values = {
    'global.scheduler.enabled': false,
    'global.actors.enabled': false,
    // Otherwise pods with a sidecar are rejected in namespaces that enforce `restricted`.
    'dapr_sidecar_injector.sidecarDropALLCapabilities': true,
    // The injector drops idle connections, and a pod created at that moment would start without its sidecar: a failed request is
    // retried.
    'dapr_sidecar_injector.webhookFailurePolicy': 'Fail',
    'dapr_sidecar_injector.namespaceSelector.matchExpressions[0].key': 'kubernetes.io/metadata.name',
    'dapr_sidecar_injector.namespaceSelector.matchExpressions[0].operator': 'NotIn',
    'dapr_sidecar_injector.namespaceSelector.matchExpressions[0].values': `{${sidecarExemptNamespaces.join(',')}}`,
    'dapr_sidecar_injector.image.name': sidecar,
    'dapr_sidecar_injector.injectorImage.name': controlPlane,
    'dapr_operator.image.name': controlPlane,
    'dapr_sentry.image.name': controlPlane,
    'dapr_placement.image.name': controlPlane,
  };
  const settings = Object.entries(values).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  await runCommand({
    command: tools.helm,
    args: [
      ...['upgrade', '--install', 'dapr', join(tools.files.dapr, 'charts/dapr'), '--namespace', 'dapr-system'],
      ...['--create-namespace', '--wait', '--timeout', '180s', '--kubeconfig', layout.kubeconfig, ...settings],
    ],
    environment: { HELM_CACHE_HOME: join(layout.folder, 'helm'), HELM_CONFIG_HOME: join(layout.folder, 'helm') },
    log: join(layout.logs, 'addons.log'),
  });
}

const imageOf =
  ({ images }: ClusterTools) =>
  (toolName: string): string => {
    const found = images.find(({ name }) => name === toolName);
    if (!found) throw new Error(`unknown tool ${toolName}`);
    return toolImage(toolName, found.version);
  };
