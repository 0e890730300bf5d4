/** The processes of a shop that faults strike, by their names. */
import { waitUntil } from '../../shopper/wait-until.ts';
import { signalTree } from '../stage/process-tree.ts';
import type { Stage } from '../stage/stage.ts';

/** Milliseconds a process may take to be there again: it may have been started again often, and be made to wait. */
const longest = 120_000;

const find = async ({ runner }: Stage, name: string) =>
  (await runner.processes()).find((process) => process.name === name);

export const runs = (stage: Stage, name: string): Promise<void> =>
  waitUntil(`${name} runs again`, async () => (await find(stage, name))?.state === 'running', longest);

/** To it and all its children. */
export async function signal(stage: Stage, name: string, what: NodeJS.Signals): Promise<void> {
  const pid = (await find(stage, name))?.pid;
  if (pid) signalTree(pid, what);
}
