/** A simulated node, whose pods kwok reports on like a kubelet. */
import type { ProcessSpec } from '../supervisor/process-spec.ts';
import type { ControlPlaneLayout } from './control-plane/control-plane-layout.ts';
import type { Kubectl } from './kubectl.ts';

export const kwokProcess = ({ kubeconfig }: ControlPlaneLayout, command: string, port: number): ProcessSpec => ({
  name: 'kwok',
  command,
  args: [
    ...[`--kubeconfig=${kubeconfig}`, '--manage-all-nodes', '--cidr=10.245.0.0/16', '--node-ip=10.245.0.1'],
    // Without a renewed lease, controllers mark the node as lost after 50 s.
    '--node-lease-duration-seconds=40',
    `--server-address=127.0.0.1:${port}`,
  ],
  ready: async () => (await fetch(`http://127.0.0.1:${port}/healthz`)).ok,
  readyTimeoutMs: 60_000,
});

/** Creates the node, and a default StorageClass so that claims are bound. */
export async function createKwokNode(kubectl: Kubectl): Promise<void> {
  const layout = { cpu: '64', memory: '256Gi', pods: '1000', 'ephemeral-storage': '1Ti' };
  const objects = [
    {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'pretend', labels: { 'kubernetes.io/hostname': 'pretend', 'kubernetes.io/os': 'linux' } },
      status: { allocatable: layout, capacity: layout },
    },
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'pretend', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
      provisioner: 'kubernetes.io/host-path',
      allowVolumeExpansion: true,
    },
  ];
  await kubectl(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
}
