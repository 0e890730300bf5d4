/** A thread that searches: gets its share in workerData, posts the schedule it found, or null. */
import { parentPort, workerData } from 'node:worker_threads';
import { mutants } from './mutants.ts';
import { rules } from './rules.ts';
import { type Search, search } from './search.ts';

export interface Share extends Search {
  /** A deliberate fault to look for; undefined: the real rules. */
  readonly mutant?: string;
}

// Refusals are errors, a search meets thousands of them a second, and nobody reads where they came from.
Error.stackTraceLimit = 0;

const { mutant, ...share } = workerData as Share;
const chosen = mutant === undefined ? rules : mutants[mutant];
if (!chosen) throw new Error(`there is no mutant "${mutant}"`);
parentPort?.postMessage(search(chosen, share, mutant === undefined) ?? null);
