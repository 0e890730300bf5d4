/** The control group of all pods; it identifies their processes when the cluster stops. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { removeIfPresent, runTeardownSteps } from './teardown-steps.ts';

export const cgroupName = 'mambogo-cluster';

const root = '/sys/fs/cgroup';
/** Milliseconds. */
const removeTimeoutMs = 3_000;

/**
 * CPU weight of all pods together on a busy machine, by the file of each version: as much as sixteen processes outside. With the
 * default weight the group would count as one, and a node of forty processes would starve beside a build.
 */
const cpuShare = { 'cpu.shares': '16384', 'cpu.weight': '1600' } as const;

/** Version 1 has one hierarchy per controller, version 2 one for all. */
const hierarchies = (): string[] =>
  existsSync(join(root, 'cgroup.controllers'))
    ? [root]
    : readdirSync(root, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => join(root, entry.name));

export function openCgroups(): void {
  for (const tree of hierarchies()) {
    const group = join(tree, cgroupName);
    mkdirSync(group, { recursive: true });
    // A new group of version 1 has no CPUs until they are assigned.
    for (const file of ['cpuset.cpus', 'cpuset.mems'].filter((name) => existsSync(join(tree, name))))
      if (tree !== root) writeFileSync(join(group, file), readFileSync(join(tree, file)));
    const controllers = join(tree, 'cgroup.controllers');
    if (tree === root)
      writeFileSync(
        join(group, 'cgroup.subtree_control'),
        `+${readFileSync(controllers, 'utf8').trim().replaceAll(' ', ' +')}`,
      );
    for (const [file, value] of Object.entries(cpuShare))
      if (existsSync(join(group, file))) writeFileSync(join(group, file), value);
  }
}

/** Pids of all pods. */
export const podProcesses = (): number[] => [
  ...new Set(
    cgroupFolders().flatMap((group) => textOf(join(group, 'cgroup.procs')).split('\n').filter(Boolean).map(Number)),
  ),
];

/** Empty for a group that was removed meanwhile. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Removes the groups once they are empty. A group stays busy for a moment after its last process. */
export const closeCgroups = (): Promise<void> =>
  runTeardownSteps(
    cgroupFolders().map((group) => [
      group,
      async () => {
        for (const end = Date.now() + removeTimeoutMs; ; await wait(50)) {
          try {
            return await removeIfPresent(
              () => existsSync(group),
              () => rmdirSync(group),
            );
          } catch (error) {
            if (Date.now() > end) throw error;
          }
        }
      },
    ]),
  );

/** Our group and all descendants, the innermost first. */
export const cgroupFolders = (): string[] =>
  hierarchies().flatMap((tree) => {
    const group = join(tree, cgroupName);
    if (!existsSync(group)) return [];
    const below = readdirSync(group, { recursive: true, withFileTypes: true }).filter((entry) => entry.isDirectory());
    const folders = below.map((entry) => join(entry.parentPath, entry.name));
    return [...folders.sort((a, b) => b.length - a.length), group];
  });
