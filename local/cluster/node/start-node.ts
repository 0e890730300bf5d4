/** Brings a node and its control plane up: what needs nothing at once, the rest as soon as it can. */
import type { ProcessSpec } from '../../supervisor/process-spec.ts';
import type { Progress } from '../../supervisor/progress.ts';
import type { Supervisor } from '../../supervisor/supervisor.ts';
import { buildEtcd, buildKubernetes } from '../../toolchain/build-kubernetes.ts';
import { cacheFolder } from '../../toolchain/folders.ts';
import { openPlace } from '../control-plane/place.ts';
import {
  apiserverProcess,
  controllerManagerProcess,
  etcdProcess,
  schedulerProcess,
} from '../control-plane/processes.ts';
import { type ClusterRoom, clusterNetwork, clusterPorts } from '../room.ts';
import { openCgroups } from './cgroups.ts';
import { containerdProcess, emptyContainerd } from './containerd.ts';
import { kubeletProcess, proxyProcess } from './kubelet.ts';
import { inNetwork, openNetwork } from './network.ts';
import { rememberAbsent } from './traces.ts';

export const nodeGroups = ['runtime', 'store', 'api', 'controllers', 'node'] as const;
type NodeGroup = (typeof nodeGroups)[number];

export async function startNode(
  room: ClusterRoom,
  supervisor: Supervisor<NodeGroup>,
  progress: Progress,
): Promise<void> {
  const workshop = { cache: cacheFolder(), logs: room.logs };
  const [{ etcd }, kubernetes] = [await buildEtcd(workshop), await buildKubernetes(workshop)];
  const place = await openPlace(room.folder, clusterPorts, clusterNetwork.nodeAddress);
  rememberAbsent(room);
  await progress.step('Network', openNetwork);
  openCgroups();

  const start = (group: NodeGroup, spec: ProcessSpec | Promise<ProcessSpec>) =>
    Promise.resolve(spec).then((known) => progress.step(known.name, () => supervisor.start(group, known)));
  const within = async (spec: ProcessSpec | Promise<ProcessSpec>): Promise<ProcessSpec> => {
    const known = await spec;
    return { ...known, ...inNetwork(known.command, known.args) };
  };
  const runtime = start('runtime', within(containerdProcess(room))).then(() => emptyContainerd(room));
  const api = start('store', within(etcdProcess(place, etcd))).then(() =>
    start('api', within(apiserverProcess(place, kubernetes))),
  );
  const controllers = api.then(() =>
    Promise.all([
      start('controllers', within(controllerManagerProcess(place, kubernetes, []))),
      start('controllers', within(schedulerProcess(place, kubernetes))),
      start('node', within(proxyProcess(place, kubernetes))),
    ]),
  );
  const node = Promise.all([runtime, api]).then(() => start('node', within(kubeletProcess(room, place, kubernetes))));
  await Promise.all([controllers, node]);
}
