/** A thread that runs schedules of the simulator with one mutant after the other: gets its id, returns whether one breaks. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Sources } from './mutant.ts';
import { useSources } from './use-sources.ts';

export interface SimulateTask {
  /** undefined: none is active. */
  readonly id: string | undefined;
  readonly runs: number;
  readonly seed: number;
}

export interface SimulateAnswer {
  readonly broken: boolean;
  /** Whether the mutated code ran at all. */
  readonly reached: boolean;
}

Error.stackTraceLimit = 0;
const { sources } = workerData as { readonly sources: Sources };
/** The variable that the instrumented modules read. */
interface Switch {
  activeMutant?: string | undefined;
  mutantCoverage?: { static: Record<string, number> };
}
const chosen: Switch = {};
Object.assign(globalThis, { __stryker__: chosen });

useSources(sources);
const { searchGuided } = await import('../simulation/guided-search.ts');
const { rules } = await import('../simulation/rules.ts');

parentPort?.on('message', ({ id, runs, seed }: SimulateTask) => {
  chosen.activeMutant = id;
  const found = searchGuided(rules, { runs, seed });
  const reached = id !== undefined && (chosen.mutantCoverage?.static[id] ?? 0) > 0;
  parentPort?.postMessage({ broken: found !== undefined, reached } satisfies SimulateAnswer);
});
parentPort?.postMessage('ready');
