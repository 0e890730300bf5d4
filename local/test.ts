/**
 * `npm test`: the whole test suite. Static checks; then a dedicated shop (own data, ports moved by 10,000, so that it runs beside
 * an open one) that all tests share, with journeys one at a time and in parallel the operator's tests on a light cluster; then,
 * with that shop stopped, chaos faults on another shop, and the runner's own tests.
 * `npm test -- PATH ...` runs only the test files below those paths.
 */
import { join, relative, resolve } from 'node:path';
import { runChecks } from './check.ts';
import { commandLine } from './cli/command-line.ts';
import { noRateLimits } from './shop/rate-limits.ts';
import type { Shop } from './shop/shop.ts';
import { startShop } from './shop/start-shop.ts';
import { isCancelled, terminalProgress } from './supervisor/progress.ts';
import { errorLine } from './supervisor/start-error.ts';
import { createSuperusers } from './test-runner/create-superusers.ts';
import { formatDurations, type TestDuration } from './test-runner/format-durations.ts';
import { prepareLightClusterTools } from './test-runner/light-cluster-tools.ts';
import { prepareChromium } from './test-runner/prepare-chromium.ts';
import { runConcurrently, type TestCount, type TestResult } from './test-runner/run-test-files.ts';
import { withSharedCluster } from './test-runner/shared-cluster.ts';
import { hasTests, runnerTests, testSets } from './test-runner/test-sets.ts';
import { dataFolder } from './toolchain/cache-folder.ts';

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
/** Port offset, so that several checkouts can be tested at once. */
const portOffset = Number(process.env.MAMBOGO_TEST_PORT_OFFSET ?? 10_000);
const dataParent = dataFolder('test');
/** Milliseconds a test file may take. */
const fileTimeoutMs = 900_000;

/**
 * Short time-outs, so that tests need not wait for a slow provider; and step-up as in a demo or prod shop, after seconds, so that
 * a journey can test an expired log-in.
 */
const settings = {
  'psp-simulator': { PSP_LATE_SECONDS: '4' },
  gateway: { STEP_UP: 'true' },
  // A few test shoppers cancel many orders in a row.
  order: { STEP_UP: 'true', UNPAID_ORDERS_PER_HOUR: '1000' },
  // So that a journey can test the invariant checks.
  payment: { INVARIANTS_SECONDS: '5' },
  inventory: { INVARIANTS_SECONDS: '5' },
  // All tests sign up their users from one address.
  identity: { STEP_UP: 'true', STEP_UP_SECONDS: '20', SIGN_UP_NETWORK_AFTER: '10000' },
} as const;

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
    if (needsCluster(paths)) await prepareLightClusterTools(join(dataParent, 'logs'), progress);
    if (needsChromium(paths)) await prepareChromium(join(dataParent, 'logs'), progress);
    starting = true;
    shop = await startShop({
      portOffset,
      dataDir: join(dataParent, 'shop'),
      fresh: true,
      settings,
      // All test shoppers come from one address; rate limits are tested in e2e/rate-limits.test.ts.
      limits: noRateLimits,
      progress,
      signal,
    });
    starting = false;
    phases.push({ what: 'programs and a shop', seconds: (performance.now() - preparing) / 1_000 });
    const env = await testEnvironment(shop);
    const common = { root, env, signal, timeoutMs: fileTimeoutMs, only: paths };
    const alone = { ...common, concurrency: 1 };
    await phase('units, two files at a time', () =>
      runConcurrently([{ ...common, ...testSets.units, concurrency: 2 }]),
    );
    const clusters = { ...alone, ...testSets.clusters };
    await phase('journeys, beside what needs a cluster', () =>
      withSharedCluster(clusters, (ofCluster) =>
        runConcurrently([
          { ...alone, ...testSets.journeys },
          { ...clusters, env: { ...env, ...ofCluster } },
        ]),
      ),
    );
    await shop.stop();
    shop = undefined;
    await phase('chaos, beside the runner', () =>
      runConcurrently([
        { ...alone, ...testSets.chaos },
        { ...alone, ...testSets.runner },
      ]),
    );
    await phase('attackers', () => runConcurrently([{ ...alone, ...testSets.attacks }]));
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
  paths.length === 0 || paths.some((path) => /^(operator|local)/.test(path) && !path.startsWith(runnerTests));

/** Journeys use it. */
const needsChromium = (paths: readonly string[]): boolean =>
  paths.length === 0 || paths.some((path) => 'e2e/browser/'.startsWith(path) || path.startsWith('e2e/browser'));

async function testEnvironment(shop: Shop): Promise<Record<string, string>> {
  const { postgres, mysql } = await createSuperusers(shop);
  return {
    SHOP_URL: shop.url,
    SHOP_DATA_PARENT: dataParent,
    SHOP_PORT_OFFSET: String(portOffset),
    TEST_POSTGRES_URL: postgres,
    TEST_MYSQL_URL: mysql,
  };
}

const paths = line.processedArgs[0].map((path) => relative(root, resolve(root, path)));
for (const path of paths) if (!hasTests(root, path)) line.error(`error: there is no test file at or below ${path}`);
process.exit(await main(paths));
