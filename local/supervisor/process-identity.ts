/**
 * Distinguishes a process from a later one with the same pid: pid and start time, from /proc. Linux only.
 */
import { readFileSync } from 'node:fs';

export interface ProcessIdentity {
  readonly pid: number;
  /** In clock ticks since boot, as in /proc. */
  readonly startTime: string;
}

/** undefined: no such process, or a zombie. */
export function processIdentity(pid: number): ProcessIdentity | undefined {
  const fields = statOf(pid);
  const [state, startTime] = [fields?.[0], fields?.[19]];
  if (startTime === undefined || state === 'Z' || state === 'X') return undefined;
  return { pid, startTime };
}

export const isAlive = ({ pid, startTime }: ProcessIdentity): boolean => processIdentity(pid)?.startTime === startTime;

export function parentOf(pid: number): number | undefined {
  const parent = Number(statOf(pid)?.[1]);
  return parent > 0 ? parent : undefined;
}

/** From field 3 (state) on; 4 is the parent, 22 the start time. The name before, in parentheses, may contain spaces. */
function statOf(pid: number): string[] | undefined {
  const stat = readFileIfPresent(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Command line, for messages. */
export const commandOf = (pid: number): string | undefined =>
  readFileIfPresent(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ').trim().slice(0, 80);

function readFileIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return undefined;
  }
}
