/**
 * `npm run bench -- operator-outage`: the API server is away for a minute, which is longer than the operator's lease lasts. The
 * same process goes on: how long until it leads again and has repaired what was changed. `--seconds N`. Ends with 1 when not all
 * became as it was.
 */
import { deepEqual } from 'node:assert/strict';
import { wholeNumber } from '../local/cli/argument-values.ts';
import { digests, liveObjects } from '../operator/src/testing/live-objects.ts';
import { operatorProcess } from '../operator/src/testing/operator-process.ts';
import { readyShop } from '../operator/src/testing/shop-conditions.ts';
import { storefrontText } from '../operator/src/testing/storefront-text.ts';
import { startTestCluster } from '../operator/src/testing/test-cluster.ts';
import { until } from '../operator/src/testing/until.ts';
import { benchArguments, benchCommandLine, fromUser } from './bench-command-line.ts';

const { seconds } = benchCommandLine('operator-outage', [['--seconds 60', 'longer than the lease lasts']])
  .option('--seconds <n>', 'how long the API server is away', wholeNumber(1), 60)
  .parse(benchArguments(), fromUser)
  .opts();
const namespace = 'outage';
/** Milliseconds, for each thing that is waited for. */
const patience = 300_000;

const cluster = await startTestCluster();
const operator = await operatorProcess(cluster);
try {
  await cluster.namespace(namespace);
  await cluster.kubectl(['apply', '-n', namespace, '-f', '-'], storefrontText());
  await readyShop(cluster, namespace);
  const before = digests(await liveObjects(cluster, namespace));

  await cluster.stopPart('kube-apiserver');
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  await cluster.startPart('kube-apiserver');
  const back = performance.now();
  const since = () => ((performance.now() - back) / 1_000).toFixed(1);

  await until(() => cluster.kubectl(['delete', 'networkpolicy', '-n', namespace, '--all']), patience);
  const deleted = since();
  await until(async () => (await operator.metric('mambogo_operator_leading')) === 1, patience);
  const leads = since();
  await until(async () => {
    deepEqual(digests(await liveObjects(cluster, namespace)), before);
    return true;
  }, patience);
  console.log(
    `away for ${seconds} s. After it was back: its network policies deleted at ${deleted} s, leading at ${leads} s, all as before at ${since()} s`,
  );
} finally {
  await operator.stop();
  await cluster.stop();
}
process.exit(0);
