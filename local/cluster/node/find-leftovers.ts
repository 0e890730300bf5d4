/** Finds everything a cluster left on the machine: `down` is complete when there is nothing. */
import { existsSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { runCommand } from '../../supervisor/run-command.ts';
import { cacheFolder } from '../../toolchain/cache-folder.ts';
import { findClusterDaemon } from '../cluster-daemon-client.ts';
import { type ClusterLayout, clusterNetwork } from '../cluster-layout.ts';
import { buildahStore } from '../images/buildah.ts';
import { cgroupFolders, podProcesses } from './cgroups.ts';
import { createdFolders, filesOutside } from './leftovers-manifest.ts';
import { mountsBelow, processes, shims } from './tear-down-node.ts';

const { namespaceFile } = clusterNetwork;

/** Facts that must be recorded while the cluster exists. */
export interface LeftoverSources {
  /** Network namespace, as named in /proc. */
  readonly network: string | undefined;
  readonly paths: readonly string[];
}

export const leftoverSources = (layout: ClusterLayout): LeftoverSources => ({
  network: existsSync(namespaceFile) ? `net:[${statSync(namespaceFile).ino}]` : undefined,
  paths: [...filesOutside(layout), ...createdFolders(layout)],
});

/** @returns one line per leftover */
export async function findLeftovers(layout: ClusterLayout, { network, paths }: LeftoverSources): Promise<string[]> {
  const daemon = await findClusterDaemon(layout);
  const found: Record<string, readonly (string | number)[]> = {
    'keeper, pid': daemon === undefined ? [] : [daemon],
    'process, pid': processes().filter((pid) => network && networkOf(pid) === network),
    'process of a pod, pid': [...podProcesses(), ...shims(layout)],
    mount: [layout.folder, buildahStore(cacheFolder()), namespaceFile].flatMap((folder) => mountsBelow(folder)),
    'network namespace': [namespaceFile].filter((file) => existsSync(file)),
    interface: readdirSync('/sys/class/net').filter((name) => name.startsWith('mambogo-')),
    'iptables rule': await rules(),
    'control group': cgroupFolders(),
    file: [...[layout.folder].filter((folder) => existsSync(folder)), ...paths.filter(isStillThere)],
  };
  return Object.entries(found).flatMap(([kind, items]) => items.map((thing) => `${kind} ${thing}`));
}

/** The cluster's rules are in its network namespace; a rule of the machine would contain its addresses or its bridge. */
async function rules(): Promise<string[]> {
  const saved = await runCommand({ command: 'iptables-save', args: [] }).catch(() => '');
  return saved.split('\n').filter((line) => /\b10\.21[34]\.|mambogo/.test(line));
}

/** Except for a folder that the cluster created and that somebody else has used since. */
const isStillThere = (path: string): boolean =>
  existsSync(path) && !(statSync(path).isDirectory() && readdirSync(path).length > 0);

function networkOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return undefined;
  }
}
