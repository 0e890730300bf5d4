/** A thread that searches: gets a part after the other, posts the schedule it found, or null, and its coverage. */
import { parentPort } from 'node:worker_threads';
import { noCoverage } from './guided-search.ts';
import { mutants } from './mutants/mutants.ts';
import { rules } from './rules.ts';
import type { Choice } from './script.ts';
import { type Search, search } from './search.ts';

export interface Share extends Search {
  /** A deliberate fault to look for; undefined: the real rules. */
  readonly mutant?: string;
}

/** `pairs`: in how many schedules each was reached. */
export interface ShareResult {
  /** A schedule that violates something; null: none does. */
  readonly found: readonly Choice[] | null;
  readonly pairs: ReadonlyMap<string, number>;
}

// Rejections are errors, a search meets thousands of them a second, and their stack traces are not read.
Error.stackTraceLimit = 0;

parentPort?.on('message', ({ mutant, ...share }: Share) => {
  const chosen = mutant === undefined ? rules : mutants[mutant];
  if (!chosen) throw new Error(`unknown mutant "${mutant}"`);
  const coverage = noCoverage();
  const found = search(chosen, share, mutant === undefined, coverage) ?? null;
  parentPort?.postMessage({ found, pairs: coverage.pairs } satisfies ShareResult);
});
