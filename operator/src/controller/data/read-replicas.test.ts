/** Read replicas of a shop on a real API server, with simulated pods. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type RunningOperator, startOperator } from '../../../testing/start-operator.ts';
import { storefrontYaml } from '../../../testing/storefront-yaml.ts';
import { startTestCluster, type TestCluster } from '../../../testing/test-cluster.ts';
import { getStorefront, waitForCondition, waitUntilReady } from '../../../testing/wait-for-condition.ts';
import { waitUntil } from '../../../testing/wait-until.ts';
import { fieldNumber } from '../../kube/kube-object.ts';
import { statusOf } from '../status/shop-status.ts';

const namespace = 'replicas';
const servers = ['postgres', 'mysql'] as const;
const statefulSets = servers.map((server) => ({
  ...{ apiVersion: 'apps/v1', kind: 'StatefulSet', namespace, name: `shop-${server}-ro` },
}));
let cluster: TestCluster;
let operator: RunningOperator;
before(async () => {
  cluster = await startTestCluster();
  operator = await startOperator(cluster);
  await cluster.namespace(namespace);
  await cluster.kubectl(
    ['apply', '-n', namespace, '-f', '-'],
    storefrontYaml({
      more: '  data: { postgres: { embedded: { replicas: 1 } }, mysql: { embedded: { replicas: 1 } } }',
    }),
  );
  await waitUntilReady(cluster, namespace);
});
after(async () => {
  await operator?.stop();
  await cluster?.stop();
});

const edit = (embedded: object) =>
  cluster.client.mergePatch(
    { apiVersion: 'mambogo.com/v1alpha1', kind: 'Storefront', namespace, name: 'shop' },
    { spec: { data: { postgres: { embedded }, mysql: { embedded } } } },
  );
const readyReplicas = async () => {
  const { data } = statusOf(await getStorefront(cluster, namespace));
  return servers.map((server) => data?.find(({ name }) => name === server)?.readReplicas);
};
const untilReady = (number: number) =>
  waitUntil(async () => (await readyReplicas()).every((ready) => ready === number), 60_000);

test('their number changes at any time, and the status counts those that are ready', async () => {
  await waitForCondition(cluster, namespace, 'ReplicasReady', ({ status }) => status === 'True');
  await untilReady(1);
  await edit({ replicas: 2 });
  await untilReady(2);
  for (const statefulSet of statefulSets)
    assert.equal(fieldNumber((await cluster.client.get(statefulSet))?.spec, 'replicas'), 2);
});

test('without any, their objects and the condition are gone', async () => {
  await edit({ replicas: 0 });
  await waitUntil(async () => {
    for (const statefulSet of statefulSets) assert.equal(await cluster.client.get(statefulSet), undefined);
    const { conditions } = statusOf(await getStorefront(cluster, namespace));
    assert.ok(!conditions.some(({ type }) => type === 'ReplicasReady'));
    return true;
  }, 60_000);
  assert.deepEqual(await readyReplicas(), [undefined, undefined]);
});
