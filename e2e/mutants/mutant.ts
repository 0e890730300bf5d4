/** A mutant: a source with one mistake in it that some test should notice. */
import { resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

export interface Mutant {
  readonly id: string;
  /** Relative to the repository's root. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly operator: string;
  readonly original: string;
  readonly replacement: string;
}

/** Module sources by absolute path, loaded instead of the files. */
export type Sources = Readonly<Record<string, string>>;

/** `time-out`: it runs so long that a test would be stopped, which counts as killed. */
export type Verdict = 'killed' | 'time-out' | 'survived';

export interface MutantResult extends Mutant {
  readonly verdict: Verdict;
  /** The test that killed it. */
  readonly by?: string;
}
