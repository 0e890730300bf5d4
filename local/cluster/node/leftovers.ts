/** What of a cluster is on the machine, by whatever it would be noticed: `down` is over when there is nothing. */
import { existsSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { runCommand } from '../../supervisor/run-command.ts';
import { cacheFolder } from '../../toolchain/folders.ts';
import { buildahStore } from '../images/buildah.ts';
import { findKeeper } from '../keeper-handle.ts';
import { type ClusterRoom, clusterNetwork } from '../room.ts';
import { cgroupFolders, podProcesses } from './cgroups.ts';
import { mountsBelow, processes, shims } from './sweep.ts';
import { absentBefore, tracesOutside } from './traces.ts';

const { namespaceFile } = clusterNetwork;

/** What can be told of a cluster only while it is there. */
export interface Known {
  /** As /proc calls it. */
  readonly network: string | undefined;
  readonly traces: readonly string[];
}

export const knownOf = (room: ClusterRoom): Known => ({
  network: existsSync(namespaceFile) ? `net:[${statSync(namespaceFile).ino}]` : undefined,
  traces: [...tracesOutside(room), ...absentBefore(room)],
});

/** @returns a line for each thing, none when the machine is as it was */
export async function leftovers(room: ClusterRoom, { network, traces }: Known): Promise<string[]> {
  const keeper = await findKeeper(room);
  const found: Record<string, readonly (string | number)[]> = {
    'keeper, pid': keeper === undefined ? [] : [keeper],
    'process, pid': processes().filter((pid) => network && networkOf(pid) === network),
    'process of a pod, pid': [...podProcesses(), ...shims(room)],
    mount: [room.folder, buildahStore(cacheFolder()), namespaceFile].flatMap((folder) => mountsBelow(folder)),
    'network namespace': [namespaceFile].filter((file) => existsSync(file)),
    interface: readdirSync('/sys/class/net').filter((name) => name.startsWith('mambogo-')),
    'iptables rule': await rules(),
    'control group': cgroupFolders(),
    file: [...[room.folder].filter((folder) => existsSync(folder)), ...traces.filter(isStillThere)],
  };
  return Object.entries(found).flatMap(([kind, things]) => things.map((thing) => `${kind} ${thing}`));
}

/** All of the cluster's are in its namespace; one of the machine's would name its addresses or its bridge. */
async function rules(): Promise<string[]> {
  const saved = await runCommand({ command: 'iptables-save', args: [] }).catch(() => '');
  return saved.split('\n').filter((line) => /\b10\.21[34]\.|mambogo/.test(line));
}

/** But for a folder that the cluster made, and somebody has put something into since. */
const isStillThere = (path: string): boolean =>
  existsSync(path) && !(statSync(path).isDirectory() && readdirSync(path).length > 0);

function networkOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return undefined;
  }
}
