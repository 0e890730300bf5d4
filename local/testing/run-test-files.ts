/** Runs test files with node:test, each in a process of its own, prints them as they finish, and counts. */

import { once } from 'node:events';
import { globSync } from 'node:fs';
import { relative } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

export interface Count {
  readonly passed: number;
  readonly failed: number;
}

export interface TestRun {
  /** Files, as globs from the repository's root. */
  readonly files: readonly string[];
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  /** How many files at once. */
  readonly concurrency: number;
  /** Milliseconds a single file may take. */
  readonly timeout: number;
  /** Leave out files whose path begins with one of these. */
  readonly except?: readonly string[];
  /** Only files whose path begins with one of these; empty = all. */
  readonly only?: readonly string[];
  /** Aborted: the processes of the files under way end. */
  readonly signal?: AbortSignal;
}

export async function runTestFiles({
  files,
  root,
  env,
  concurrency,
  timeout,
  except = [],
  only = [],
  signal,
}: TestRun): Promise<Count> {
  const found = globSync([...files], { cwd: root, exclude: (name) => name === 'node_modules' })
    .filter((file) => !except.some((folder) => file.startsWith(folder)))
    .filter((file) => only.length === 0 || only.some((folder) => file.startsWith(folder)))
    .sort();
  if (found.length === 0 && only.length > 0) return { passed: 0, failed: 0 };
  if (found.length === 0) throw new Error(`no test file matches ${files.join(' ')}`);
  Object.assign(process.env, env);
  let passed = 0;
  let failed = 0;
  const stream = run({
    files: found.map((file) => `${root}/${file}`),
    concurrency,
    timeout,
    signal,
    isolation: 'process',
    // A timeout ends no file whose tests are over: one that left something open would keep the whole run waiting.
    execArgv: ['--test-force-exit'],
    cwd: root,
  });
  stream.on('test:pass', (test) => {
    if (test.details.type !== 'suite' && !test.skip && !test.todo) passed += 1;
  });
  stream.on('test:fail', (test) => {
    if (test.details.type !== 'suite') failed += 1;
  });
  const spent: { file: string; seconds: number }[] = [];
  stream.on('test:summary', ({ file, duration_ms: milliseconds }) => {
    if (file) spent.push({ file: relative(root, file), seconds: milliseconds / 1_000 });
  });
  const printed = stream.compose(new spec());
  printed.pipe(process.stdout, { end: false });
  await once(printed, 'end');
  if (spent.length > few) console.log(`\nwhat took longest\n${slowest(spent).join('\n')}`);
  return { passed, failed };
}

/** So many files need no list of the slowest. */
const few = 3;

const slowest = (spent: readonly { readonly file: string; readonly seconds: number }[]): string[] =>
  [...spent]
    .sort((one, other) => other.seconds - one.seconds)
    .slice(0, 8)
    .map(({ file, seconds }) => `  ${seconds.toFixed(1).padStart(6)} s  ${file}`);
