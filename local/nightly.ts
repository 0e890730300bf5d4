/**
 * `npm run nightly`: what takes too long for every change. The long versions of tests (every case instead of one of each kind), an
 * hour of chaos, a million schedules, and mutants. One after the other; a failing part does not end the others.
 * Exit codes: 0 all passed, 1 a part failed, 64 invalid options.
 */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { commaSeparated } from './cli/argument-values.ts';
import { commandLine } from './cli/command-line.ts';
import { terminalProgress } from './supervisor/progress.ts';
import { prepareLightClusterTools } from './test-runner/light-cluster-tools.ts';
import { runTestFiles } from './test-runner/run-test-files.ts';
import { testSets } from './test-runner/test-sets.ts';
import { dataFolder } from './toolchain/cache-folder.ts';

const root = resolve(import.meta.dirname, '..');
const stopping = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stopping.abort());

const parts: Readonly<Record<string, () => Promise<boolean>>> = {
  tests: runLongTests,
  chaos: () => npm('chaos', '--minutes', '60'),
  schedules: () => npm('simulate', '--runs', '1000000'),
  mutants: () => npm('mutants', '--every', '16', '--at-least', '95'),
};

const line = commandLine('nightly', {
  purpose:
    'What takes too long for every change: every attack, every crash of the operator, an hour of chaos, a million schedules, mutants.',
  examples: [
    ['', 'everything: about four hours on two cores'],
    ['--only tests,chaos', 'these parts'],
  ],
  notes: `Parts: ${Object.keys(parts).join(', ')}. MAMBOGO_TEST_PORT_OFFSET moves the ports of the tests (10000 by default).`,
})
  .option('--only <parts>', 'only these parts, separated by commas', commaSeparated, Object.keys(parts))
  .parse();

const { only } = line.opts();
for (const name of only)
  if (!Object.hasOwn(parts, name)) line.error(`error: there is no part ${name}: ${Object.keys(parts).join(', ')}`);
process.exit(await main());

async function main(): Promise<number> {
  const failed: string[] = [];
  for (const [name, run] of Object.entries(parts)) {
    if (!only.includes(name) || stopping.signal.aborted) continue;
    const began = performance.now();
    console.log(`\n== ${name}`);
    const passed = await run();
    if (!passed) failed.push(name);
    console.log(
      `== ${name}: ${passed ? 'passed' : 'FAILED'} in ${((performance.now() - began) / 60_000).toFixed(1)} min`,
    );
  }
  console.log(
    `${only.length - failed.length} passed, ${failed.length} failed${failed.map((name) => ` ${name}`).join(',')}`,
  );
  return failed.length === 0 && !stopping.signal.aborted ? 0 : 1;
}

async function runLongTests(): Promise<boolean> {
  const dataParent = dataFolder('test');
  await prepareLightClusterTools(join(dataParent, 'logs'), terminalProgress());
  const { passed, failed } = await runTestFiles({
    root,
    ...testSets.nightly,
    concurrency: 1,
    timeoutMs: 7_200_000,
    signal: stopping.signal,
    env: { SHOP_DATA_PARENT: dataParent, SHOP_PORT_OFFSET: process.env.MAMBOGO_TEST_PORT_OFFSET ?? '10000' },
  });
  return failed === 0 && passed > 0;
}

/** Stops by the same signal as this process, which its process group gets; a signal to this process alone is passed on. */
function npm(script: string, ...args: readonly string[]): Promise<boolean> {
  const bootstrap = join(root, 'local/bootstrap.cjs');
  const child = spawn(process.execPath, [bootstrap, script, ...args], { stdio: 'inherit' });
  const stop = () => child.kill('SIGTERM');
  stopping.signal.addEventListener('abort', stop);
  return new Promise((resolve) => {
    child.once('close', (code) => {
      stopping.signal.removeEventListener('abort', stop);
      resolve(code === 0);
    });
  });
}
