/** The node's two agents: kubelet and kube-proxy. Both see the cluster's network only. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessSpec } from '../../supervisor/process-spec.ts';
import type { KubernetesPrograms } from '../../toolchain/build-kubernetes.ts';
import { httpsReady } from '../control-plane/https-ready.ts';
import type { ControlPlanePlace } from '../control-plane/place.ts';
import { type ClusterRoom, clusterNetwork, nodeName } from '../room.ts';
import { cgroupName } from './cgroups.ts';

const { nodeAddress, pods, dns } = clusterNetwork;

export async function kubeletProcess(
  room: ClusterRoom,
  place: ControlPlanePlace,
  { kubelet }: KubernetesPrograms,
): Promise<ProcessSpec> {
  const settings = join(room.folder, 'kubelet.yaml');
  const resolver = join(room.folder, 'resolv.conf');
  mkdirSync(room.kubelet, { recursive: true });
  writeFileSync(resolver, '');
  writeFileSync(settings, JSON.stringify(kubeletSettings(room, place, resolver)));
  const kubeconfig = await place.kubeconfigOf('kubelet', `system:node:${nodeName}`, 'system:nodes');
  return {
    name: 'kubelet',
    command: kubelet,
    args: [
      ...[`--config=${settings}`, `--kubeconfig=${kubeconfig}`, `--root-dir=${room.kubelet}`],
      ...[`--cert-dir=${join(room.kubelet, 'certificates')}`, `--hostname-override=${nodeName}`],
      ...[`--node-ip=${nodeAddress}`],
    ],
    ready: httpsReady(`https://${nodeAddress}:10250/healthz`, place.authority, place.client),
    readyWithin: 60_000,
  };
}

const kubeletSettings = (room: ClusterRoom, place: ControlPlanePlace, resolver: string) => ({
  apiVersion: 'kubelet.config.k8s.io/v1beta1',
  kind: 'KubeletConfiguration',
  address: nodeAddress,
  authentication: {
    anonymous: { enabled: false },
    webhook: { enabled: true },
    x509: { clientCAFile: place.authority.certificate },
  },
  authorization: { mode: 'Webhook' },
  tlsCertFile: place.server.certificate,
  tlsPrivateKeyFile: place.server.key,
  clusterDNS: [dns],
  clusterDomain: 'cluster.local',
  resolvConf: resolver,
  containerRuntimeEndpoint: `unix://${room.containerd.socket}`,
  cgroupDriver: 'cgroupfs',
  cgroupRoot: `/${cgroupName}`,
  failCgroupV1: false,
  failSwapOn: false,
  enforceNodeAllocatable: [],
  volumePluginDir: join(room.kubelet, 'volume-plugins'),
  podLogsDir: room.podLogs,
  serializeImagePulls: false,
  // Images come from nowhere else, so none is thrown away; and a full disk is the machine's affair.
  imageGCHighThresholdPercent: 100,
  evictionHard: { 'memory.available': '100Mi' },
  maxPods: 250,
  registerWithTaints: [],
  shutdownGracePeriod: '0s',
});

export async function proxyProcess(
  place: ControlPlanePlace,
  { 'kube-proxy': command }: KubernetesPrograms,
): Promise<ProcessSpec> {
  const health = `${nodeAddress}:10256`;
  return {
    name: 'kube-proxy',
    command,
    args: [
      `--kubeconfig=${await place.kubeconfigOf('kube-proxy', 'system:kube-proxy')}`,
      ...[`--hostname-override=${nodeName}`, '--proxy-mode=iptables', '--conntrack-max-per-core=0'],
      ...[`--cluster-cidr=${pods}`, `--healthz-bind-address=${health}`],
    ],
    ready: async () => (await fetch(`http://${health}/healthz`)).ok,
    readyWithin: 60_000,
  };
}
