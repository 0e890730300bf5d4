import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { referenceTo } from '../kube/kube-object.ts';
import { digests, liveObjects } from '../testing/live-objects.ts';
import { type RunningOperator, startOperator } from '../testing/running-operator.ts';
import { readyShop } from '../testing/shop-conditions.ts';
import { storefrontText } from '../testing/storefront-text.ts';
import { startTestCluster, type TestCluster } from '../testing/test-cluster.ts';
import { until } from '../testing/until.ts';

const namespace = 'recovery';
let cluster: TestCluster;
let operator: RunningOperator;
before(async () => {
  cluster = await startTestCluster();
  operator = await startOperator(cluster);
  await cluster.namespace(namespace);
  await cluster.kubectl(['apply', '-n', namespace, '-f', '-'], storefrontText());
  await readyShop(cluster, namespace);
});
after(async () => {
  await operator?.stop();
  await cluster?.stop();
});

const policies = async () => (await liveObjects(cluster, namespace)).filter(({ kind }) => kind === 'NetworkPolicy');

/** A deleted object comes back: the operator sees and acts. */
async function isAtWork(): Promise<void> {
  const wanted = await until(async () => {
    const found = digests(await policies());
    return Object.keys(found).length > 0 && found;
  });
  const [victim] = await policies();
  assert.ok(victim);
  await cluster.client.remove(referenceTo(victim));
  await until(async () => {
    assert.deepEqual(digests(await policies()), wanted);
    return true;
  });
}

test('the API server away, and back', async () => {
  await cluster.stopPart('kube-apiserver');
  await cluster.startPart('kube-apiserver');
  await isAtWork();
});

test('etcd killed under the API server', async () => {
  cluster.kill('etcd');
  await until(async () => (await cluster.kubectl(['get', '--raw', '/readyz'])) === 'ok');
  await isAtWork();
});

test('a second operator waits, and takes over when the first lets go', async () => {
  const waiting = startOperator(cluster);
  const holder = () =>
    cluster.kubectl(['get', 'lease', '-n', 'default', 'mambogo-operator', '-o', 'jsonpath={.spec.holderIdentity}']);
  const first = await holder();
  await operator.stop();
  operator = await waiting;
  assert.notEqual(await holder(), first);
  await isAtWork();
});
