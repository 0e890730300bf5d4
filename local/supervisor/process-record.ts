/**
 * Records the processes a runner started, so that after a crash the next runner finds and stops exactly those: a pid that belongs
 * to another process by now is recognized by its start time.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { isAlive, processIdentity } from './process-identity.ts';
import { errorLine } from './start-error.ts';

const RecordedProcess = z.object({ name: z.string(), pid: z.int().positive(), startTime: z.string() });
type RecordedProcess = z.infer<typeof RecordedProcess>;

/** Milliseconds. */
const retryDelayMs = 1_000;

export interface ProcessRecord {
  started(name: string, pid: number): void;
  ended(pid: number): void;
}

/**
 * A record that can't be written is retried until it can: meanwhile the kernel still ends the runner's children, as each is
 * signalled when its parent exits.
 */
export function openProcessRecord(file: string, warn: (line: string) => void = () => undefined): ProcessRecord {
  const entries = new Map<number, RecordedProcess>();
  let again: NodeJS.Timeout | undefined;
  const save = () => {
    clearTimeout(again);
    try {
      writeFileSync(`${file}.new`, JSON.stringify([...entries.values()]), { mode: 0o600 });
      renameSync(`${file}.new`, file);
      again = undefined;
    } catch (error) {
      if (!again) warn(`cannot write the process record, will retry: ${errorLine(error)}`);
      again = setTimeout(save, retryDelayMs).unref();
    }
  };
  return {
    started(name, pid) {
      const identity = processIdentity(pid);
      if (!identity) return;
      entries.set(pid, { name, ...identity });
      save();
    },
    ended(pid) {
      if (entries.delete(pid)) save();
    },
  };
}

/** Stops the processes of an earlier runner of this data folder. Returns their names. */
export async function stopLeftoverProcesses(file: string): Promise<string[]> {
  const left = readProcessRecord(file).filter(isAlive);
  // A clean shutdown is not needed: durable data survives a kill.
  for (const { pid } of left) killQuietly(pid, 'SIGKILL');
  while (left.some(isAlive)) await wait(20);
  return left.map(({ name }) => name);
}

/** Pids of the running processes that a runner started, by their names. */
export const runningProcesses = (file: string): Map<string, number> =>
  new Map(
    readProcessRecord(file)
      .filter(isAlive)
      .map(({ name, pid }) => [name, pid]),
  );

export const runningProcess = (file: string, name: string): number | undefined => runningProcesses(file).get(name);

function readProcessRecord(file: string): RecordedProcess[] {
  if (!existsSync(file)) return [];
  try {
    return z.array(RecordedProcess).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return [];
  }
}

function killQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It exited by itself.
  }
}
