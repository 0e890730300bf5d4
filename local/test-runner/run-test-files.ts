/** Runs test files with node:test, each in its own process, prints the results as they finish, and counts them. */

import { once } from 'node:events';
import { relative } from 'node:path';
import { PassThrough } from 'node:stream';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { findTestFiles, type TestFiles } from './find-test-files.ts';
import type { TestDuration } from './format-durations.ts';

export interface TestCount {
  readonly passed: number;
  readonly failed: number;
}

export interface TestResult extends TestCount {
  /** By file. */
  readonly durations: readonly TestDuration[];
  /** Of the whole run; absent where nothing ran in a lane. */
  readonly run?: TestDuration;
}

export interface TestRun extends TestFiles {
  /** As in the summary. */
  readonly name?: string;
  readonly env: Readonly<Record<string, string>>;
  /** Number of files at once. */
  readonly concurrency: number;
  /** Milliseconds a file may take. */
  readonly timeoutMs: number;
  /** Aborting ends the processes of running files. */
  readonly signal?: AbortSignal;
}

/** Lists of files that run one after another. */
export type Lane = readonly TestRun[];

/** Runs lanes in parallel; output of the first lane with files is streamed, that of the others printed when they finish. */
export async function runLanes(lanes: readonly Lane[]): Promise<TestResult[]> {
  const withFiles = lanes
    .map((lane) => lane.filter((testRun) => findTestFiles(testRun).length > 0))
    .filter((lane) => lane.length > 0);
  const results = await Promise.all(withFiles.map((lane, n) => (n === 0 ? runLane(lane) : runBuffered(lane))));
  return results.flat();
}

async function runLane(lane: Lane, out?: NodeJS.WritableStream): Promise<TestResult[]> {
  const results: TestResult[] = [];
  for (const testRun of lane) results.push(await runTestFiles(testRun, out));
  return results;
}

async function runBuffered(lane: Lane): Promise<TestResult[]> {
  const buffered = new PassThrough({ highWaterMark: Number.MAX_SAFE_INTEGER });
  try {
    return await runLane(lane, buffered);
  } finally {
    process.stdout.write((buffered.read() as Buffer | null) ?? '');
  }
}

export async function runTestFiles(
  { name = '', env, concurrency, timeoutMs: timeout, signal, ...where }: TestRun,
  out: NodeJS.WritableStream = process.stdout,
): Promise<TestResult> {
  const began = performance.now();
  const found = findTestFiles(where);
  const durations: TestDuration[] = [];
  let [passed, failed] = [0, 0];
  const stream = run({
    files: found.map((file) => `${where.root}/${file}`),
    concurrency,
    timeout,
    signal,
    isolation: 'process',
    env: { ...process.env, ...env },
    // node:test's time-out does not end a file whose tests are over: an open handle would block the whole run.
    execArgv: ['--test-force-exit'],
    cwd: where.root,
  });
  stream.on('test:pass', (test) => {
    if (test.details.type !== 'suite' && !test.skip && !test.todo) passed += 1;
  });
  stream.on('test:fail', (test) => {
    if (test.details.type !== 'suite') failed += 1;
  });
  stream.on('test:summary', ({ file, duration_ms: milliseconds }) => {
    if (file) durations.push({ what: relative(where.root, file), seconds: milliseconds / 1_000 });
  });
  const printed = stream.compose(new spec());
  printed.pipe(out, { end: false });
  await once(printed, 'end');
  return { passed, failed, durations, run: { what: name, seconds: (performance.now() - began) / 1_000 } };
}
