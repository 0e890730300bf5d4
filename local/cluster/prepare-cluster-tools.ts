/** Builds or downloads everything the cluster consists of, where it is missing. */
import { makeFolder } from '../cli/make-folder.ts';
import type { Progress } from '../supervisor/progress.ts';
import { StartError } from '../supervisor/start-error.ts';
import {
  coredns,
  daprControlPlane,
  gatewayApi,
  helm,
  keda,
  localPath,
  metricsServer,
  traefik,
} from '../toolchain/build-cluster-tools.ts';
import { buildDapr, dapr } from '../toolchain/build-dapr.ts';
import { type BuildDirs, buildGo, type GoTool, goModule, isBuilt, pinnedVersion } from '../toolchain/build-go.ts';
import {
  buildEtcd,
  buildKubernetes,
  etcd,
  type KubernetesPrograms,
  kubernetes,
} from '../toolchain/build-kubernetes.ts';
import { isRoot } from '../toolchain/cache-folder.ts';
import { fetchKafka } from '../toolchain/fetch-kafka.ts';
import { prepareRegistryPrograms, type RegistryPrograms } from '../toolchain/registry-programs.ts';
import { firstBuildNotice } from './first-build-notice.ts';
import { ensureNodePackages } from './node-packages.ts';

export interface ClusterTools {
  readonly kubernetes: KubernetesPrograms;
  readonly helm: string;
  readonly kafkaJars: string;
  readonly registry: RegistryPrograms;
  /** Programs that run as images. */
  readonly images: readonly {
    readonly name: string;
    readonly version: string;
    readonly programs: Readonly<Record<string, string>>;
  }[];
  /** Folders with the upstream manifests and charts. */
  readonly files: Readonly<Record<'localPath' | 'metricsServer' | 'dapr' | 'gatewayApi', string>>;
  /** Only where it was asked for. */
  readonly keda?: { readonly files: string };
}

const programs = [kubernetes, dapr, traefik, metricsServer, coredns, daprControlPlane, helm, etcd, localPath];

export interface OptionalTools {
  /** KEDA, which takes minutes to build the first time. */
  readonly withKeda?: boolean;
}

export async function prepareClusterTools(
  buildDirs: BuildDirs,
  progress: Progress,
  { withKeda = false }: OptionalTools = {},
): Promise<ClusterTools> {
  if (process.platform !== 'linux') throw new StartError(`the cluster runs on Linux; this is ${process.platform}`);
  if (!isRoot) throw new StartError('the cluster needs root, for its network and containers: run it with sudo');
  for (const folder of Object.values(buildDirs)) makeFolder(folder);
  const notice = firstBuildNotice(
    [...programs, ...(withKeda ? [keda] : [])]
      .filter((tool) => !isBuilt(tool, buildDirs))
      .map(({ name, seconds }) => ({ name, seconds })),
    buildDirs.logs,
  );
  if (notice) progress.print(notice);
  await ensureNodePackages(`${buildDirs.logs}/packages.log`, progress);
  const build = <Program extends string>(what: string, tool: GoTool<Program>) =>
    progress.step(what, () => buildGo(tool, buildDirs));
  const asImage = async <Program extends string>(what: string, tool: GoTool<Program>, name: string) => ({
    name,
    version: pinnedVersion(tool),
    programs: await build(what, tool),
  });

  const files = {
    localPath: await goModule(localPath, buildDirs),
    metricsServer: await goModule(metricsServer, buildDirs),
    dapr: await goModule(daprControlPlane, buildDirs),
    gatewayApi: await goModule(gatewayApi, buildDirs),
  };
  const kafka = await progress.step('Kafka', () => fetchKafka(buildDirs.cache, `${buildDirs.logs}/fetch-kafka.log`));
  const registry = await prepareRegistryPrograms(buildDirs.cache, buildDirs.logs, progress);
  await progress.step('etcd', () => buildEtcd(buildDirs));
  const kubernetesPrograms = await progress.step('Kubernetes (the first time built: some minutes)', () =>
    buildKubernetes(buildDirs),
  );
  const { helm: helmProgram } = await build('Helm', helm);
  const daprd = await progress.step('Dapr sidecar', () => buildDapr(buildDirs));
  const images = [
    { name: 'daprd', version: pinnedVersion(dapr), programs: { daprd: daprd.daprd } },
    await asImage('Dapr control plane', daprControlPlane, 'dapr'),
    await asImage('CoreDNS', coredns, 'coredns'),
    await asImage('Storage provisioner', localPath, 'local-path-provisioner'),
    await asImage('metrics-server', metricsServer, 'metrics-server'),
    await asImage('traefik', traefik, 'traefik'),
    ...(withKeda ? [await asImage('KEDA', keda, 'keda')] : []),
  ];
  return {
    kubernetes: kubernetesPrograms,
    helm: helmProgram,
    kafkaJars: kafka.folder,
    registry,
    images,
    files,
    keda: withKeda ? { files: await goModule(keda, buildDirs) } : undefined,
  };
}
