/** Leaves nothing of the cluster on the machine: processes, mounts, interfaces, groups, files. Works after a crash too. */
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { endLeftovers } from '../../supervisor/process-ledger.ts';
import { runCommand } from '../../supervisor/run-command.ts';
import { StartError } from '../../supervisor/start-error.ts';
import { ledgerFile } from '../../supervisor/supervisor.ts';
import type { ClusterRoom } from '../room.ts';
import { closeCgroups, podProcesses } from './cgroups.ts';
import { closeNetwork } from './network.ts';

const patience = 30_000;

export async function sweep(room: ClusterRoom): Promise<void> {
  await endLeftovers(ledgerFile(room.folder));
  const end = Date.now() + patience;
  for (;;) {
    const pids = [...podProcesses(), ...shims(room)];
    if (pids.length === 0) break;
    if (Date.now() > end) throw new StartError(`processes of pods do not end: ${pids.join(', ')}`);
    for (const pid of pids) endNow(pid);
    await wait(50);
  }
  for (const mount of mountsBelow(room.folder)) await runCommand({ command: 'umount', args: ['--lazy', mount] });
  await closeNetwork();
  closeCgroups();
  forgetLogLinks(room);
  rmSync(room.folder, { recursive: true, force: true });
}

/** Each pod has a process that holds its containers; it names the socket of its containerd. */
const shims = (room: ClusterRoom): number[] =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((pid) => commandLine(pid).includes('containerd-shim') && commandLine(pid).includes(room.containerd.socket))
    .map(Number);

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return '';
  }
}

function endNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

/** The innermost first. */
export const mountsBelow = (folder: string, mounts = readFileSync('/proc/self/mounts', 'utf8')): string[] =>
  mounts
    .split('\n')
    .flatMap((line) => line.split(' ')[1] ?? [])
    .map((path) => path.replaceAll(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8))))
    .filter((path) => path === folder || path.startsWith(`${folder}/`))
    .reverse();

/** The kubelet links every container's log from here, wherever its own folders are. */
function forgetLogLinks(room: ClusterRoom): void {
  const folder = '/var/log/containers';
  if (!existsSync(folder)) return;
  for (const link of readdirSync(folder).map((name) => join(folder, name)))
    if (linkTarget(link).startsWith(`${room.podLogs}/`)) unlinkSync(link);
}

function linkTarget(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return '';
  }
}
