/** CPU time and memory of processes with all their descendants, read from /proc. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Shop } from '../local/shop/shop.ts';

/** Linux reports CPU time in ticks of 10 ms (USER_HZ = 100 on every architecture Node runs on). */
const millisecondsPerTick = 10;

export interface Stat {
  readonly pid: number;
  readonly parent: number;
  /** Own CPU time and that of reaped children, in ms. */
  readonly cpu: number;
}

/** A shop's processes: name -> process id. */
export const processesOf = (shop: Shop): Map<string, number> =>
  new Map(shop.processes().flatMap(({ name, pid }) => (pid === undefined ? [] : [[name, pid] as const])));

/** CPU-ms that each named process and its descendants have used since they started. */
export function cpuOf(roots: ReadonlyMap<string, number>): Map<string, number> {
  const stats = readStats();
  return new Map([...roots].map(([name, pid]) => [name, tree(pid, stats).reduce((sum, { cpu }) => sum + cpu, 0)]));
}

/** All of it, or without what is mapped from files: that part of a program changes with the other processes that run it. */
export type MemoryKind = 'Pss' | 'Pss_Anon';

/** Proportional set size (PSS) in MiB: memory shared by n processes counts a n-th to each, so a sum is true. */
export function memoryOf(roots: ReadonlyMap<string, number>, kind: MemoryKind = 'Pss'): Map<string, number> {
  const stats = readStats();
  return new Map(
    [...roots].map(([name, pid]) => [name, tree(pid, stats).reduce((sum, one) => sum + pss(one.pid, kind), 0)]),
  );
}

export function readStats(): Stat[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const text = readFileSync(`/proc/${name}/stat`, 'utf8');
        // The command may contain spaces and parentheses: fields are counted from behind it. Field 4 is the parent, 14-17 the
        // times.
        const fields = text
          .slice(text.lastIndexOf(')') + 2)
          .split(' ')
          .map(Number);
        const ticks = (fields[11] ?? 0) + (fields[12] ?? 0) + (fields[13] ?? 0) + (fields[14] ?? 0);
        return [{ pid: Number(name), parent: fields[1] ?? 0, cpu: ticks * millisecondsPerTick }];
      } catch {
        return []; // it ended meanwhile
      }
    });
}

function tree(root: number, stats: readonly Stat[]): Stat[] {
  const members = stats.filter(({ pid }) => pid === root);
  for (const member of members) members.push(...stats.filter(({ parent }) => parent === member.pid));
  return members;
}

function pss(pid: number, kind: MemoryKind): number {
  try {
    const kilobytes = new RegExp(`^${kind}:\\s+(\\d+) kB`, 'm').exec(
      readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'),
    )?.[1];
    return Number(kilobytes ?? 0) / 1_024;
  } catch {
    return 0;
  }
}
