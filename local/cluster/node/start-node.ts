/** Starts a node and its control plane: independent parts in parallel, the rest as soon as possible. */
import type { ProcessSpec } from '../../supervisor/process-spec.ts';
import type { Progress } from '../../supervisor/progress.ts';
import type { Supervisor } from '../../supervisor/supervisor.ts';
import { buildEtcd, buildKubernetes } from '../../toolchain/build-kubernetes.ts';
import { cacheFolder } from '../../toolchain/cache-folder.ts';
import { type ClusterLayout, clusterNetwork, clusterPorts } from '../cluster-layout.ts';
import { prepareControlPlane } from '../control-plane/control-plane-layout.ts';
import {
  apiserverProcess,
  controllerManagerProcess,
  etcdProcess,
  schedulerProcess,
} from '../control-plane/processes.ts';
import { openCgroups } from './cgroups.ts';
import { containerdProcess, emptyContainerd } from './containerd.ts';
import { kubeletProcess, proxyProcess } from './kubelet.ts';
import { recordAbsentFolders } from './leftovers-manifest.ts';
import { inNetwork, openNetwork } from './network.ts';

export const nodeGroups = ['runtime', 'store', 'api', 'controllers', 'node'] as const;
type NodeGroup = (typeof nodeGroups)[number];

export async function startNode(
  layout: ClusterLayout,
  supervisor: Supervisor<NodeGroup>,
  progress: Progress,
): Promise<void> {
  const buildDirs = { cache: cacheFolder(), logs: layout.logs };
  const [{ etcd }, kubernetes] = [await buildEtcd(buildDirs), await buildKubernetes(buildDirs)];
  const controlPlane = await prepareControlPlane(layout.folder, clusterPorts, clusterNetwork.nodeAddress);
  recordAbsentFolders(layout);
  await progress.step('Network', openNetwork);
  openCgroups();

  const start = (group: NodeGroup, spec: ProcessSpec | Promise<ProcessSpec>) =>
    Promise.resolve(spec).then((processSpec) =>
      progress.step(processSpec.name, () => supervisor.start(group, processSpec)),
    );
  const inNamespace = async (spec: ProcessSpec | Promise<ProcessSpec>): Promise<ProcessSpec> => {
    const processSpec = await spec;
    return { ...processSpec, ...inNetwork(processSpec.command, processSpec.args) };
  };
  const runtime = start('runtime', inNamespace(containerdProcess(layout))).then(() => emptyContainerd(layout));
  const api = start('store', inNamespace(etcdProcess(controlPlane, etcd))).then(() =>
    start('api', inNamespace(apiserverProcess(controlPlane, kubernetes))),
  );
  const controllers = api.then(() =>
    Promise.all([
      start('controllers', inNamespace(controllerManagerProcess(controlPlane, kubernetes, []))),
      start('controllers', inNamespace(schedulerProcess(controlPlane, kubernetes))),
      start('node', inNamespace(proxyProcess(controlPlane, kubernetes))),
    ]),
  );
  const node = Promise.all([runtime, api]).then(() =>
    start('node', inNamespace(kubeletProcess(layout, controlPlane, kubernetes))),
  );
  await Promise.all([controllers, node]);
}
