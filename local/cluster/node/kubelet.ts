/** The node's agents: kubelet and kube-proxy. Both use the cluster's network only. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessSpec } from '../../supervisor/process-spec.ts';
import type { KubernetesPrograms } from '../../toolchain/build-kubernetes.ts';
import { type ClusterLayout, clusterNetwork, nodeName } from '../cluster-layout.ts';
import type { ControlPlaneLayout } from '../control-plane/control-plane-layout.ts';
import { httpsHealthCheck } from '../control-plane/https-health-check.ts';
import { cgroupName } from './cgroups.ts';

const { nodeAddress, pods, dns } = clusterNetwork;

export async function kubeletProcess(
  layout: ClusterLayout,
  controlPlane: ControlPlaneLayout,
  { kubelet }: KubernetesPrograms,
): Promise<ProcessSpec> {
  const settings = join(layout.folder, 'kubelet.yaml');
  const resolver = join(layout.folder, 'resolv.conf');
  mkdirSync(layout.kubelet, { recursive: true });
  writeFileSync(resolver, '');
  writeFileSync(settings, JSON.stringify(kubeletSettings(layout, controlPlane, resolver)));
  const kubeconfig = await controlPlane.kubeconfigOf('kubelet', `system:node:${nodeName}`, 'system:nodes');
  return {
    name: 'kubelet',
    command: kubelet,
    args: [
      ...[`--config=${settings}`, `--kubeconfig=${kubeconfig}`, `--root-dir=${layout.kubelet}`],
      ...[`--cert-dir=${join(layout.kubelet, 'certificates')}`, `--hostname-override=${nodeName}`],
      ...[`--node-ip=${nodeAddress}`],
    ],
    ready: httpsHealthCheck(`https://${nodeAddress}:10250/healthz`, controlPlane.authority, controlPlane.client),
    readyTimeoutMs: 60_000,
  };
}

const kubeletSettings = (layout: ClusterLayout, controlPlane: ControlPlaneLayout, resolver: string) => ({
  apiVersion: 'kubelet.config.k8s.io/v1beta1',
  kind: 'KubeletConfiguration',
  address: nodeAddress,
  authentication: {
    anonymous: { enabled: false },
    webhook: { enabled: true },
    x509: { clientCAFile: controlPlane.authority.certificate },
  },
  authorization: { mode: 'Webhook' },
  tlsCertFile: controlPlane.server.certificate,
  tlsPrivateKeyFile: controlPlane.server.key,
  clusterDNS: [dns],
  clusterDomain: 'cluster.local',
  resolvConf: resolver,
  containerRuntimeEndpoint: `unix://${layout.containerd.socket}`,
  cgroupDriver: 'cgroupfs',
  cgroupRoot: `/${cgroupName}`,
  failCgroupV1: false,
  failSwapOn: false,
  enforceNodeAllocatable: [],
  volumePluginDir: join(layout.kubelet, 'volume-plugins'),
  podLogsDir: layout.podLogs,
  serializeImagePulls: false,
  // Images come from no registry, so none is garbage-collected; a full disk is the user's responsibility.
  imageGCHighThresholdPercent: 100,
  evictionHard: { 'memory.available': '100Mi' },
  maxPods: 250,
  registerWithTaints: [],
  shutdownGracePeriod: '0s',
});

export async function proxyProcess(
  controlPlane: ControlPlaneLayout,
  { 'kube-proxy': command }: KubernetesPrograms,
): Promise<ProcessSpec> {
  const health = `${nodeAddress}:10256`;
  return {
    name: 'kube-proxy',
    command,
    args: [
      `--kubeconfig=${await controlPlane.kubeconfigOf('kube-proxy', 'system:kube-proxy')}`,
      ...[`--hostname-override=${nodeName}`, '--proxy-mode=iptables', '--conntrack-max-per-core=0'],
      ...[`--cluster-cidr=${pods}`, `--healthz-bind-address=${health}`],
    ],
    ready: async () => (await fetch(`http://${health}/healthz`)).ok,
    readyTimeoutMs: 60_000,
  };
}
