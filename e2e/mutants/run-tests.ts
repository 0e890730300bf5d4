/** Runs test files in a process of their own, with mutated sources: whether any test fails, and which first. */
import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, type Sources, type Verdict } from './mutant.ts';

export interface TestOutcome {
  readonly verdict: Verdict;
  readonly by?: string;
}

export interface TestRun {
  /** Globs, relative to the repository's root. */
  readonly tests: readonly string[];
  readonly sources: Sources;
  /** The active mutant; undefined: the sources are already mutated. */
  readonly id?: string;
  readonly seconds: number;
}

const preload = join(import.meta.dirname, 'preload.ts');

export async function runTests({ tests, sources, id, seconds }: TestRun): Promise<TestOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'mutant-'));
  const given = join(folder, 'sources.json');
  writeFileSync(given, JSON.stringify(sources));
  try {
    return await run(globSync([...tests], { cwd: root }).sort(), seconds, {
      MUTATED_SOURCES: given,
      ...(id === undefined ? {} : { __STRYKER_ACTIVE_MUTANT__: id }),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(files: readonly string[], seconds: number, env: Record<string, string>): Promise<TestOutcome> {
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--import',
      preload,
      '--test',
      '--test-isolation=none',
      '--test-force-exit',
      ...files,
    ],
    {
      cwd: root,
      env: { ...process.env, ...env, NODE_TEST_CONTEXT: undefined },
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    },
  );
  const killAll = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  let failed: string | undefined;
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    killAll();
  }, seconds * 1_000);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    failed ??= /✖ (.+?) \(\d/.exec(text)?.[1];
    // One failure is enough.
    if (failed !== undefined) killAll();
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      if (failed !== undefined) resolve({ verdict: 'killed', by: failed });
      else if (timedOut) resolve({ verdict: 'time-out' });
      else resolve(code === 0 ? { verdict: 'survived' } : { verdict: 'killed', by: `exit code ${code}` });
    });
  });
}
