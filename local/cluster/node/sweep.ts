/** Leaves nothing of the cluster on the machine: processes, mounts, interfaces, groups, files. Works after a crash too. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { endLeftovers } from '../../supervisor/process-ledger.ts';
import { runCommand } from '../../supervisor/run-command.ts';
import { StartError } from '../../supervisor/start-error.ts';
import { ledgerFile } from '../../supervisor/supervisor.ts';
import type { ClusterRoom } from '../room.ts';
import { closeCgroups, podProcesses } from './cgroups.ts';
import { closeNetwork } from './network.ts';
import { forgetTraces } from './traces.ts';

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
  await unmount(room.folder);
  await closeNetwork();
  closeCgroups();
  forgetTraces(room);
  rmSync(room.folder, { recursive: true, force: true });
}

/** Whatever is mounted in a folder. */
export async function unmount(folder: string): Promise<void> {
  for (const mount of mountsBelow(folder)) await runCommand({ command: 'umount', args: ['--lazy', mount] });
}

/** Each pod has a process that holds its containers; it names the socket of its containerd. */
export const shims = (room: ClusterRoom): number[] =>
  processes().filter(
    (pid) => commandLine(pid).includes('containerd-shim') && commandLine(pid).includes(room.containerd.socket),
  );

/** All of the machine. */
export const processes = (): number[] =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number);

/** Empty for one that has ended. */
function commandLine(pid: number): string {
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
