/**
 * Processes that only burn CPU time. They end when they are stopped, when this process exits, and after a time limit in any
 * case.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';

export interface BusyProcesses {
  stop(): Promise<void>;
}

/** Enough to leave every other process a fifth of each core. */
const perCore = 4;

/** @param seconds maximum run time */
export function startBusyProcesses(seconds: number, count = perCore * availableParallelism()): BusyProcesses {
  const script = `const end = performance.now() + ${seconds * 1_000}; while (performance.now() < end);`;
  const children = Array.from({ length: count }, () =>
    spawn('setpriv', ['--pdeathsig', 'KILL', '--', process.execPath, '-e', script], { stdio: 'ignore' }),
  );
  return {
    async stop() {
      await Promise.all(children.map(end));
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
