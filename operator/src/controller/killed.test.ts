import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fieldText, type KubeObject } from '../kube/kube-object.ts';
import { digestOf } from '../kube/object-digest.ts';
import { liveObjects } from '../testing/live-objects.ts';
import { startOperator } from '../testing/running-operator.ts';
import { readyShop } from '../testing/shop-conditions.ts';
import { storefrontText } from '../testing/storefront-text.ts';
import { startTestCluster, type TestCluster } from '../testing/test-cluster.ts';
import { until } from '../testing/until.ts';

const namespace = 'killed';
let cluster: TestCluster;
before(async () => {
  cluster = await startTestCluster();
  await cluster.namespace(namespace);
});
after(() => cluster?.stop());

const kubectl = (...args: string[]) => cluster.kubectl(['-n', namespace, ...args]);

/** The shop as it is when everything is made: names and contents, without what each time is another (ids, addresses). */
async function outcome(): Promise<Record<string, string>> {
  const objects = (await liveObjects(cluster, namespace)).filter(({ metadata }) => metadata.name !== 'shop-root');
  return Object.fromEntries(
    objects.map((object) => [`${object.kind}/${object.metadata.name}`, digestOf(comparable(object))]),
  );
}

function comparable(object: KubeObject): unknown {
  const spec = { ...(object.spec as Record<string, unknown> | undefined) };
  for (const field of ['clusterIP', 'clusterIPs', 'selector', 'template'])
    if (object.kind === 'Job' || object.kind === 'Service') delete spec[field];
  return { spec, data: object.data, type: object.type, labels: object.metadata.labels };
}

/** The same root secret each time, so that all secrets are the same. */
async function begin(root: KubeObject | undefined): Promise<void> {
  if (root)
    await cluster.client.create({
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'Opaque',
      data: root.data,
      metadata: { name: 'shop-root', namespace, labels: root.metadata.labels },
    });
  await cluster.kubectl(['apply', '-n', namespace, '-f', '-'], storefrontText({ more: '  deletionPolicy: Delete' }));
}

async function end(): Promise<void> {
  await kubectl('delete', 'storefront', 'shop', '--wait=false');
  await until(async () => (await kubectl('get', 'storefront,pvc,pods', '--ignore-not-found', '-o', 'name')) === '');
}

test('killed after any write and started anew, it makes the same shop', { timeout: 600_000 }, async () => {
  await begin(undefined);
  let operator = await startOperator(cluster);
  await readyShop(cluster, namespace);
  const whole = await outcome();
  const writes = operator.writes().length;
  const root = await cluster.client.get({ apiVersion: 'v1', kind: 'Secret', namespace, name: 'shop-root' });
  assert.ok(writes > 150, `${writes} writes`);
  assert.ok(fieldText(root, 'data', 'root'));
  await end();
  await operator.stop();

  // Every 10th on average, by a stride that also meets odd ones.
  for (let after = 1; after < writes; after += 11) {
    await begin(root);
    const killed = await startOperator(cluster, { writesAtMost: after });
    await until(() => killed.spent());
    await killed.stop();
    operator = await startOperator(cluster);
    await readyShop(cluster, namespace);
    assert.deepEqual(await outcome(), whole, `killed after write ${after}`);
    await end();
    await operator.stop();
  }
});
