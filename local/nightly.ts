/**
 * `npm run nightly`: what takes too long for every change. The long versions of tests (every case instead of one of each kind), an
 * hour of chaos, a million schedules, and mutants. One after the other; a failing part does not end the others.
 * Exit codes: 0 all passed, 1 a part failed, 64 invalid options.
 */
import { spawn } from 'node:child_process';
import { join, relative, resolve } from 'node:path';
import { commaSeparated } from './cli/argument-values.ts';
import { commandLine } from './cli/command-line.ts';
import { terminalProgress } from './supervisor/progress.ts';
import { errorLine } from './supervisor/start-error.ts';
import { findTestFiles } from './test-runner/find-test-files.ts';
import { prepareLightClusterTools } from './test-runner/light-cluster-tools.ts';
import { prepareChromium } from './test-runner/prepare-chromium.ts';
import { runTestFiles, type TestResult } from './test-runner/run-test-files.ts';
import { type TestSet, testSets } from './test-runner/test-sets.ts';
import { startTestShop, testEnvironment, testPlace } from './test-runner/test-shop.ts';

const root = resolve(import.meta.dirname, '..');
const stopping = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stopping.abort());

const { signal } = stopping;
type Environment = Readonly<Record<string, string>>;

const parts: Readonly<Record<string, () => Promise<boolean>>> = {
  tests: runLongTests,
  chaos: () => npm({}, 'chaos', '--minutes', '60'),
  schedules: () => npm({}, 'simulate', '--runs', '1000000'),
  mutants: () => withTestShop((env) => npm(env, 'mutants', '--every', '16', '--at-least', '95')),
};

const line = commandLine('nightly', {
  purpose:
    'What takes too long for every change: every attack, every page in both themes, many crashes of the operator, an hour of chaos, a million schedules, mutants.',
  examples: [
    ['', 'everything: about four hours on two cores'],
    ['--only tests,chaos', 'these parts'],
    ['local/runner/alerts-fire.nightly.ts', 'only the long tests below these paths'],
  ],
  notes: `Parts: ${Object.keys(parts).join(', ')}. MAMBOGO_TEST_PORT_OFFSET moves the ports of the tests (10000 by default).`,
})
  .argument('[paths...]', 'only the long tests below these folders, or these files')
  .option('--only <parts>', 'only these parts, separated by commas', commaSeparated, Object.keys(parts))
  .parse();

const paths = line.processedArgs[0].map((path) => relative(root, resolve(root, path)));
for (const path of paths)
  if (filesOf(testSets.nightly, [path]).length + filesOf(testSets.nightlyOnShop, [path]).length === 0)
    line.error(`error: there is no long test at or below ${path}`);
const only = paths.length > 0 ? ['tests'] : line.opts().only;
for (const name of only)
  if (!Object.hasOwn(parts, name)) line.error(`error: there is no part ${name}: ${Object.keys(parts).join(', ')}`);
process.exit(await main());

async function main(): Promise<number> {
  const failed: string[] = [];
  for (const [name, run] of Object.entries(parts)) {
    if (!only.includes(name) || signal.aborted) continue;
    const began = performance.now();
    console.log(`\n== ${name}`);
    const passed = await run().catch((error: unknown) => {
      console.error(errorLine(error));
      return false;
    });
    if (!passed) failed.push(name);
    console.log(
      `== ${name}: ${passed ? 'passed' : 'FAILED'} in ${((performance.now() - began) / 60_000).toFixed(1)} min`,
    );
  }
  console.log(
    `${only.length - failed.length} passed, ${failed.length} failed${failed.map((name) => ` ${name}`).join(',')}`,
  );
  return failed.length === 0 && !signal.aborted ? 0 : 1;
}

async function runLongTests(): Promise<boolean> {
  const logs = join(testPlace.dataParent, 'logs');
  const progress = terminalProgress();
  const every = [testSets.nightly, testSets.nightlyOnShop].flatMap((set) => filesOf(set, paths));
  if (every.some((file) => file.startsWith('operator/'))) await prepareLightClusterTools(logs, progress);
  if (every.some((file) => file.startsWith('e2e/browser/'))) await prepareChromium(logs, progress);
  const run = (set: TestSet, env: Environment) =>
    runTestFiles({ root, ...set, only: paths, env, signal, concurrency: 1, timeoutMs: 7_200_000 });
  const results = await withTestShop(async (env) => ({ env, onShop: await run(testSets.nightlyOnShop, env) }));
  // These start their own shops, at the same ports.
  const others = await run(testSets.nightly, results.env);
  const all = [results.onShop, others];
  const isEmpty = ({ passed }: TestResult) => passed === 0;
  return all.every(({ failed }) => failed === 0) && (paths.length > 0 ? !all.every(isEmpty) : !all.some(isEmpty));
}

/** @param below default: all */
function filesOf(set: TestSet, below: readonly string[]): string[] {
  return findTestFiles({ root, ...set, only: below });
}

async function withTestShop<T>(work: (env: Environment) => Promise<T>): Promise<T> {
  const shop = await startTestShop(terminalProgress(), signal);
  try {
    return await work(await testEnvironment(shop));
  } finally {
    await shop.stop();
  }
}

/** Stops by the same signal as this process, which its process group gets; a signal to this process alone is passed on. */
function npm(env: Environment, script: string, ...args: readonly string[]): Promise<boolean> {
  const bootstrap = join(root, 'local/bootstrap.cjs');
  const child = spawn(process.execPath, [bootstrap, script, ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const stop = () => child.kill('SIGTERM');
  signal.addEventListener('abort', stop);
  return new Promise((resolve) => {
    child.once('close', (code) => {
      signal.removeEventListener('abort', stop);
      resolve(code === 0);
    });
  });
}
