/**
 * `npm run bench -- operator-outage`: the API server is unavailable for a minute, longer than the operator's lease lasts. The
 * same process continues: measures the time until it leads again and has repaired drift. `--seconds N`. Exit code 1 when not
 * everything was repaired.
 */
import { deepEqual } from 'node:assert/strict';
import { wholeNumber } from '../local/cli/argument-values.ts';
import { listManagedObjects, objectHashes } from '../operator/testing/list-managed-objects.ts';
import { startOperatorProcess } from '../operator/testing/start-operator-process.ts';
import { storefrontYaml } from '../operator/testing/storefront-yaml.ts';
import { startTestCluster } from '../operator/testing/test-cluster.ts';
import { waitUntilReady } from '../operator/testing/wait-for-condition.ts';
import { waitUntil } from '../operator/testing/wait-until.ts';
import { benchArguments, benchCommandLine, fromUser } from './bench-command-line.ts';

const { seconds } = benchCommandLine('operator-outage', [['--seconds 60', 'longer than the lease lasts']])
  .option('--seconds <n>', 'seconds for which the API server is unavailable', wholeNumber(1), 60)
  .parse(benchArguments(), fromUser)
  .opts();
const namespace = 'outage';
/** Time-out of each wait, in milliseconds. */
const timeoutMs = 300_000;

const cluster = await startTestCluster();
const operator = await startOperatorProcess(cluster);
try {
  await cluster.namespace(namespace);
  await cluster.kubectl(['apply', '-n', namespace, '-f', '-'], storefrontYaml());
  await waitUntilReady(cluster, namespace);
  const before = objectHashes(await listManagedObjects(cluster, namespace));

  await cluster.stopComponent('kube-apiserver');
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  await cluster.startComponent('kube-apiserver');
  const back = performance.now();
  const since = () => ((performance.now() - back) / 1_000).toFixed(1);

  await waitUntil(() => cluster.kubectl(['delete', 'networkpolicy', '-n', namespace, '--all']), timeoutMs);
  const deleted = since();
  await waitUntil(async () => (await operator.metric('mambogo_operator_leading')) === 1, timeoutMs);
  const leads = since();
  await waitUntil(async () => {
    deepEqual(objectHashes(await listManagedObjects(cluster, namespace)), before);
    return true;
  }, timeoutMs);
  console.log(
    `unavailable for ${seconds} s. After it was back: network policies deleted at ${deleted} s, leading at ${leads} s, everything repaired at ${since()} s`,
  );
} finally {
  await operator.stop();
  await cluster.stop();
}
process.exit(0);
