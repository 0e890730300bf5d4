/** The shop's processes that faults target, by name. */
import { waitUntil } from '../../shopper/wait-until.ts';
import type { ChaosEnvironment } from '../environment/chaos-environment.ts';
import { signalTree } from '../environment/process-tree.ts';

/** Milliseconds a process may take to come back: after many restarts it is delayed by the back-off. */
const longest = 120_000;

const find = async ({ runner }: ChaosEnvironment, name: string) =>
  (await runner.processes()).find((process) => process.name === name);

export const runs = (environment: ChaosEnvironment, name: string): Promise<void> =>
  waitUntil(`${name} is running again`, async () => (await find(environment, name))?.state === 'running', longest);

/** Signals the process and all its children. */
export async function signal(environment: ChaosEnvironment, name: string, what: NodeJS.Signals): Promise<void> {
  const pid = (await find(environment, name))?.pid;
  if (pid) signalTree(pid, what);
}
