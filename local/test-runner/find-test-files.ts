/** Finds the test files of a run. */
import { globSync } from 'node:fs';

export interface TestFiles {
  readonly root: string;
  /** Globs from the repository's root. */
  readonly files: readonly string[];
  /** Excludes files whose path starts with one of these. */
  readonly except?: readonly string[];
  /** Only files whose path starts with one of these; empty: all. */
  readonly only?: readonly string[];
}

/** Paths from the root, in order. */
export function findTestFiles({ root, files, except = [], only = [] }: TestFiles): string[] {
  const every = globSync([...files], { cwd: root, exclude: (name) => name === 'node_modules' });
  if (every.length === 0) throw new Error(`no test file matches ${files.join(' ')}`);
  return every
    .filter((file) => !except.some((start) => file.startsWith(start)))
    .filter((file) => only.length === 0 || only.some((start) => file.startsWith(start)))
    .sort();
}
