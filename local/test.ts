/**
 * `npm test`: the whole test suite. Static checks; then a dedicated shop (own data, ports moved by 10,000, so that it runs beside
 * an open one) that all tests share, in three lanes of one file at a time: journeys, units, and the operator's tests on a light
 * cluster, the first two followed by further units; then, with that shop stopped, chaos faults and the runner's own tests, in two lanes with a shop each.
 * `npm test -- PATH ...` runs only the test files below those paths.
 */
import { join, relative, resolve } from 'node:path';
import { runChecks } from './check.ts';
import { commandLine } from './cli/command-line.ts';
import type { Shop } from './shop/shop.ts';
import { isCancelled, terminalProgress } from './supervisor/progress.ts';
import { errorLine } from './supervisor/start-error.ts';
import { findTestFiles } from './test-runner/find-test-files.ts';
import { formatDurations, type TestDuration } from './test-runner/format-durations.ts';
import { prepareLightClusterTools } from './test-runner/light-cluster-tools.ts';
import { prepareChromium } from './test-runner/prepare-chromium.ts';
import { runLanes, type TestCount, type TestResult } from './test-runner/run-test-files.ts';
import { withSharedCluster } from './test-runner/shared-cluster.ts';
import { hasTests, namedSet, runnerTests } from './test-runner/test-sets.ts';
import { secondPlaceEnvironment, startTestShop, testEnvironment, testPlace } from './test-runner/test-shop.ts';

const root = resolve(import.meta.dirname, '..');
const line = commandLine('test', {
  purpose: 'The whole test suite: static checks, and tests on dedicated shops with their own data and ports.',
  examples: [
    ['', 'everything'],
    ['services/order e2e/buy.test.ts', 'only the tests below these paths, on a shop started for them'],
  ],
  notes: 'MAMBOGO_TEST_PORT_OFFSET moves the ports of the tests (10000 by default), for several checkouts at once.',
})
  .argument('[paths...]', 'only the test files below these folders, or these files')
  .parse();
const logs = join(testPlace.dataParent, 'logs');
/** Milliseconds a test file may take. */
const fileTimeoutMs = 900_000;

async function main(paths: readonly string[]): Promise<number> {
  const began = performance.now();
  const counts: TestCount[] = [];
  const [phases, files] = [[] as TestDuration[], [] as TestDuration[]];
  const phase = async (what: string, work: () => Promise<readonly TestResult[]>) => {
    const since = performance.now();
    const results = await work();
    counts.push(...results);
    files.push(...results.flatMap(({ durations: spent }) => spent));
    phases.push({ what, seconds: (performance.now() - since) / 1_000 });
    // Lanes that take about the same time end together.
    for (const { run } of results) if (run) phases.push({ ...run, what: `  ${run.what}` });
  };
  const progress = terminalProgress();
  const stopping = new AbortController();
  const { signal } = stopping;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stopping.abort());
  let shop: Shop | undefined;
  let starting = false;
  signal.addEventListener('abort', () => {
    // A shop that is starting stops by itself; running test files end by the same signal.
    if (!starting) void (shop?.stop() ?? Promise.resolve()).finally(() => process.exit(130));
  });
  try {
    if (paths.length === 0) await phase('checks', async () => [{ ...(await runChecks()), durations: [] }]);
    const preparing = performance.now();
    if (needsCluster(paths)) await prepareLightClusterTools(logs, progress);
    if (needsChromium(paths)) await prepareChromium(logs, progress);
    starting = true;
    shop = await startTestShop(progress, signal);
    starting = false;
    phases.push({ what: 'programs and a shop', seconds: (performance.now() - preparing) / 1_000 });
    const env = await testEnvironment(shop);
    const common = { root, env, signal, timeoutMs: fileTimeoutMs, only: paths };
    const alone = { ...common, concurrency: 1 };
    const clusters = { ...alone, ...namedSet('clusters') };
    const journeys = { ...alone, ...namedSet('journeys') };
    const areUnitsAlone = [journeys, clusters].every((lane) => findTestFiles(lane).length === 0);
    // The lanes wait half of the time: for time-outs, pages, controllers.
    await phase('journeys, units and what needs a cluster, in three lanes', () =>
      withSharedCluster(clusters, (ofCluster) =>
        runLanes([
          [journeys, { ...alone, ...namedSet('toolUnits') }],
          [
            { ...common, ...namedSet('units'), concurrency: areUnitsAlone ? 3 : 1 },
            { ...alone, ...namedSet('operatorUnits') },
          ],
          [{ ...clusters, env: { ...env, ...ofCluster } }],
        ]),
      ),
    );
    await shop.stop();
    shop = undefined;
    await phase('chaos and the runner, in two lanes', () =>
      runLanes([
        [{ ...alone, ...namedSet('chaos'), env: { ...env, ...secondPlaceEnvironment() } }],
        [{ ...alone, ...namedSet('runner') }],
      ]),
    );
    await phase('attackers', () => runLanes([[{ ...alone, ...namedSet('attacks') }]]));
  } catch (error) {
    if (!isCancelled(error) && !progress.hasReported(error)) progress.print(errorLine(error));
    counts.push({ passed: 0, failed: 1 });
  } finally {
    await shop?.stop();
  }
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  for (const text of formatDurations(phases, files)) progress.print(text);
  progress.print(`\nall of it took ${((performance.now() - began) / 1_000).toFixed(0)} s`);
  progress.print(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** The operator's and chart's tests use a real API server. */
const needsCluster = (paths: readonly string[]): boolean =>
  paths.length === 0 || paths.some((path) => /^(operator|kubectl|local)/.test(path) && !path.startsWith(runnerTests));

/** Journeys use it. */
const needsChromium = (paths: readonly string[]): boolean =>
  paths.length === 0 || paths.some((path) => 'e2e/browser/'.startsWith(path) || path.startsWith('e2e/browser'));

const paths = line.processedArgs[0].map((path) => relative(root, resolve(root, path)));
for (const path of paths) if (!hasTests(root, path)) line.error(`error: there is no test file at or below ${path}`);
process.exit(await main(paths));
