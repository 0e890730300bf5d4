/**
 * `npm run bench -- operator-at-rest --shops N`: N Storefronts on a real API server with simulated pods. Measures the
 * operator's CPU to reconcile them, its memory, and its writes in a minute without changes (by the audit log, except its
 * lease). A hundred Storefronts take some minutes. `--seconds N --report FILE`.
 */
import { wholeNumber } from '../local/cli/argument-values.ts';
import { type OperatorProcess, startOperatorProcess } from '../operator/testing/start-operator-process.ts';
import { idleWrites, startShops } from '../operator/testing/start-shops.ts';
import { startTestCluster } from '../operator/testing/test-cluster.ts';
import { waitUntil } from '../operator/testing/wait-until.ts';
import { benchArguments, benchCommandLine, fromUser, reportFile } from './bench-command-line.ts';
import { cpuOf, memoryOf } from './process-cost.ts';
import { createReport } from './report.ts';
import { rounded, table } from './tables.ts';

const {
  shops,
  seconds,
  report: reportTo,
} = benchCommandLine('operator-at-rest', [['--shops 20', 'a hundred take some minutes']])
  .option('--shops <n>', 'number of Storefronts', wholeNumber(1), 20)
  .option('--seconds <n>', 'seconds without changes', wholeNumber(1), 60)
  .option('--report <file>', 'path of the report', reportFile('at-rest-'))
  .parse(benchArguments(), fromUser)
  .opts();

const cpu = ({ pid }: OperatorProcess): number => cpuOf(new Map([['operator', pid]])).get('operator') ?? 0;
const mebibytes = ({ pid }: OperatorProcess): number => memoryOf(new Map([['operator', pid]])).get('operator') ?? 0;

const report = createReport(`The operator with ${shops} Storefronts`, (text) => console.log(text));
const cluster = await startTestCluster();
let operator = await startOperatorProcess(cluster);
try {
  const empty = mebibytes(operator);
  const began = performance.now();
  await startShops(cluster, shops, (ready) => console.log(`… ${ready} Ready`));
  const making = (performance.now() - began) / 1_000;
  const spent = cpu(operator);
  const grown = mebibytes(operator);
  const atRest = await idleWrites(cluster, seconds);
  const used = cpu(operator);

  await operator.stop();
  const resettled = performance.now();
  operator = await startOperatorProcess(cluster);
  await waitUntil(async () => (await operator.metric('mambogo_storefronts\\{phase="Ready"\\}')) === shops, 600_000);
  const learning = (performance.now() - resettled) / 1_000;
  const restarted = await idleWrites(cluster, seconds);
  const before = cpu(operator);
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  report.section(
    'Figures',
    table(
      ['', ''],
      [
        ['all Ready after, s', rounded(making, 0)],
        ['CPU-ms of the operator per Storefront', rounded(spent / shops, 0)],
        [`writes in ${seconds} s without changes, except its lease`, atRest.length],
        [`of a restarted operator, in ${seconds} s`, restarted.length],
        ['a restarted operator is synced after, s', rounded(learning)],
        ['CPU-ms/s at rest', rounded((cpu(operator) - before) / 10)],
        ['total CPU-ms until then', rounded(used, 0)],
        [
          'PSS, MiB: without Storefronts / after reconciling all / restarted',
          [empty, grown, mebibytes(operator)].map((one) => rounded(one, 0)).join(' / '),
        ],
      ],
    ),
    ...[...new Set([...atRest, ...restarted])].slice(0, 20),
  );
} finally {
  await operator.stop();
  await cluster.stop();
}
report.write(reportTo);
process.exit(0);
