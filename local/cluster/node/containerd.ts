/** containerd for this cluster only: its own folders, socket and CNI settings. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessSpec } from '../../supervisor/process-spec.ts';
import { runCommand } from '../../supervisor/run-command.ts';
import { type ClusterLayout, clusterNetwork } from '../cluster-layout.ts';
import { pauseImage } from '../images/names.ts';

/** Name of the pods' network, in the names of files and interfaces. */
export const podNetwork = 'mambogo';

export function containerdProcess(layout: ClusterLayout): ProcessSpec {
  const { root, state, socket } = layout.containerd;
  const settings = join(layout.folder, 'containerd.toml');
  const plugins = join(layout.folder, 'cni');
  for (const folder of [root, state, plugins]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(plugins, '10-mambogo.conflist'), JSON.stringify(networkPlugins(layout)));
  writeFileSync(settings, containerdSettings(layout, plugins));
  return {
    name: 'containerd',
    command: 'containerd',
    args: ['--config', settings, '--log-level', 'warn'],
    ready: async () => existsSync(socket) && (await ctr(layout, ['version'])) !== '',
    readyTimeoutMs: 60_000,
    orphanSignal: 'TERM',
  };
}

/** containerd's command line client. */
export const ctr = ({ containerd }: ClusterLayout, args: readonly string[], log?: string): Promise<string> =>
  runCommand({ command: 'ctr', args: ['--address', containerd.socket, '--namespace', 'k8s.io', ...args], log });

/** Removes the containers of an earlier cluster; images stay. */
export async function emptyContainerd(layout: ClusterLayout): Promise<void> {
  const ids = (await ctr(layout, ['containers', 'list', '--quiet'])).split('\n').filter((id) => id !== '');
  if (ids.length > 0) await ctr(layout, ['containers', 'delete', ...ids]);
}

const containerdSettings = ({ containerd }: ClusterLayout, plugins: string): string => `version = 2
root = ${JSON.stringify(containerd.root)}
state = ${JSON.stringify(containerd.state)}
disabled_plugins = ["io.containerd.internal.v1.opt", "io.containerd.snapshotter.v1.aufs",
  "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.zfs"]

[grpc]
address = ${JSON.stringify(containerd.socket)}

[plugins."io.containerd.grpc.v1.cri"]
sandbox_image = ${JSON.stringify(pauseImage)}
netns_mounts_under_state_dir = true
restrict_oom_score_adj = true
stream_server_address = "127.0.0.1"

[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
runtime_type = "io.containerd.runc.v2"

[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
SystemdCgroup = false

[plugins."io.containerd.grpc.v1.cri".cni]
bin_dir = "/usr/lib/cni"
conf_dir = ${JSON.stringify(plugins)}
`;

const networkPlugins = (layout: ClusterLayout) => ({
  cniVersion: '0.4.0',
  name: podNetwork,
  plugins: [
    {
      type: 'bridge',
      bridge: 'mambogo-pods',
      isGateway: true,
      ipMasq: true,
      hairpinMode: true,
      ipam: {
        type: 'host-local',
        dataDir: join(layout.folder, 'cni', 'addresses'),
        ranges: [[{ subnet: clusterNetwork.pods }]],
        routes: [{ dst: '0.0.0.0/0' }],
      },
    },
    { type: 'portmap', capabilities: { portMappings: true } },
  ],
});
