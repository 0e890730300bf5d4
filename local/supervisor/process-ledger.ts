/**
 * Which processes a runner started, on disk, so that the next one finds and ends what an abrupt end left behind, and
 * nothing else: a number that meanwhile belongs to another process is recognised by its start time.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { identify, isAlive } from './process-identity.ts';
import { oneLine } from './start-error.ts';

const Entry = z.object({ name: z.string(), pid: z.int().positive(), startTime: z.string() });
type Entry = z.infer<typeof Entry>;

/** Milliseconds. */
const retryAfter = 1_000;

export interface ProcessLedger {
  started(name: string, pid: number): void;
  ended(pid: number): void;
}

/**
 * A ledger that can't be written is tried again until it can: meanwhile the kernel still ends what a runner leaves, as each child
 * is signalled when its parent goes.
 */
export function openLedger(file: string, warn: (line: string) => void = () => undefined): ProcessLedger {
  const entries = new Map<number, Entry>();
  let again: NodeJS.Timeout | undefined;
  const save = () => {
    clearTimeout(again);
    try {
      writeFileSync(`${file}.new`, JSON.stringify([...entries.values()]), { mode: 0o600 });
      renameSync(`${file}.new`, file);
      again = undefined;
    } catch (error) {
      if (!again) warn(`the list of processes can't be written, it is tried again: ${oneLine(error)}`);
      again = setTimeout(save, retryAfter).unref();
    }
  };
  return {
    started(name, pid) {
      const identity = identify(pid);
      if (!identity) return;
      entries.set(pid, { name, ...identity });
      save();
    },
    ended(pid) {
      if (entries.delete(pid)) save();
    },
  };
}

/** Ends what an earlier runner of this data folder left. Answers the names of what there was. */
export async function endLeftovers(file: string): Promise<string[]> {
  const left = readLedger(file).filter(isAlive);
  // Nobody needs their goodbye: what must survive a crash does.
  for (const { pid } of left) killQuietly(pid, 'SIGKILL');
  while (left.some(isAlive)) await wait(20);
  return left.map(({ name }) => name);
}

/** The pid of a process that a runner started and that is there, by its name. */
export const runningProcess = (file: string, name: string): number | undefined =>
  readLedger(file).find((entry) => entry.name === name && isAlive(entry))?.pid;

function readLedger(file: string): Entry[] {
  if (!existsSync(file)) return [];
  try {
    return z.array(Entry).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return [];
  }
}

function killQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself.
  }
}
