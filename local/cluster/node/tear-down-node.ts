/** Removes everything of the cluster from the machine: processes, mounts, interfaces, groups, files. Works after a crash too. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { stopLeftoverProcesses } from '../../supervisor/process-record.ts';
import { runCommand } from '../../supervisor/run-command.ts';
import { StartError } from '../../supervisor/start-error.ts';
import { processRecordFile } from '../../supervisor/supervisor.ts';
import type { ClusterLayout } from '../cluster-layout.ts';
import { closeCgroups, podProcesses } from './cgroups.ts';
import { removeOutsideFiles } from './leftovers-manifest.ts';
import { closeNetwork } from './network.ts';
import { removeIfPresent, runTeardownSteps } from './teardown-steps.ts';

const killTimeoutMs = 30_000;

/** Runs every step, even after failures. @throws StartError that names what could not be removed */
export const tearDownNode = (layout: ClusterLayout): Promise<void> =>
  runTeardownSteps([
    ['processes of the node', () => stopLeftoverProcesses(processRecordFile(layout.folder))],
    ['processes of pods', () => killPods(layout)],
    ['mounts', () => unmount(layout.folder)],
    ['network', closeNetwork],
    ['control groups', closeCgroups],
    ['files elsewhere', () => removeOutsideFiles(layout)],
    ['files', () => removeFolder(layout.folder)],
  ]);

async function killPods(layout: ClusterLayout): Promise<void> {
  const end = Date.now() + killTimeoutMs;
  for (;;) {
    const pids = [...podProcesses(), ...shims(layout)];
    if (pids.length === 0) break;
    if (Date.now() > end) throw new StartError(`processes of pods did not exit: ${pids.join(', ')}`);
    for (const pid of pids) kill(pid);
    await wait(50);
  }
}

/** Keeps mounted content: it may be somebody's data. */
function removeFolder(folder: string): void {
  const mounts = mountsBelow(folder);
  if (mounts.length > 0) throw new StartError(`something is mounted in ${mounts.join(', ')}`);
  rmSync(folder, { recursive: true, force: true });
}

/** Unmounts everything below a folder. */
export async function unmount(folder: string): Promise<void> {
  await runTeardownSteps(
    mountsBelow(folder).map((mount) => [
      mount,
      () =>
        removeIfPresent(
          () => mountsBelow(folder).includes(mount),
          () => runCommand({ command: 'umount', args: ['--lazy', mount] }),
        ),
    ]),
  );
}

/** Each pod has a shim process for its containers; its arguments name the socket of its containerd. */
export const shims = (layout: ClusterLayout): number[] =>
  processes().filter(
    (pid) => commandLine(pid).includes('containerd-shim') && commandLine(pid).includes(layout.containerd.socket),
  );

/** All pids of the machine. */
export const processes = (): number[] =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number);

/** Empty for a process that has exited. */
function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return '';
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It exited by itself.
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
