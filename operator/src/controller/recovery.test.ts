import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listManagedObjects, objectHashes } from '../../testing/list-managed-objects.ts';
import { type RunningOperator, startOperator } from '../../testing/start-operator.ts';
import { storefrontYaml } from '../../testing/storefront-yaml.ts';
import { startTestCluster, type TestCluster } from '../../testing/test-cluster.ts';
import { startThrottlingProxy } from '../../testing/throttling-proxy.ts';
import { getStorefront, waitForCondition, waitUntilReady } from '../../testing/wait-for-condition.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { isExpired } from '../kube/api-error.ts';
import { referenceTo } from '../kube/kube-object.ts';
import { storefronts } from '../kube/resource-kinds.ts';
import { watchCollection } from '../kube/watch-collection.ts';

const namespace = 'recovery';
let cluster: TestCluster;
let operator: RunningOperator;
before(async () => {
  cluster = await startTestCluster({ withDapr: false, ofItsOwn: true });
  operator = await startOperator(cluster, { leaseSeconds: 9 });
  await cluster.namespace(namespace);
  await cluster.kubectl(['apply', '-n', namespace, '-f', '-'], storefrontYaml());
});
after(async () => {
  await operator?.stop();
  await cluster?.stop();
});

test('reports missing Dapr with what to install, and continues once it is installed', async () => {
  const { message } = await waitForCondition(
    cluster,
    namespace,
    'ServicesReady',
    ({ reason }) => reason === 'DaprMissing',
  );
  assert.match(message, /install Dapr 1\.18/);
  await cluster.installDapr();
  await waitUntilReady(cluster, namespace);
});

const policies = async () =>
  (await listManagedObjects(cluster, namespace)).filter(({ kind }) => kind === 'NetworkPolicy');

/** Once the API server lists any. */
const policiesNow = async () => {
  const found = await policies();
  return found.length > 0 && found;
};

/** A deleted object is recreated: the operator reconciles. */
async function isAtWork(): Promise<void> {
  const expected = objectHashes(await waitUntil(policiesNow));
  const [victim] = await policies();
  assert.ok(victim);
  await cluster.client.delete(referenceTo(victim));
  await waitUntil(async () => {
    assert.deepEqual(objectHashes(await policies()), expected);
    return true;
  });
}

test('writes nothing while the API server is unavailable beyond the lease, and the same operator continues', async () => {
  const leads = async () => /^mambogo_operator_leading 1$/m.test(await operator.meter.render());
  await cluster.stopComponent('kube-apiserver');
  await waitUntil(async () => !(await leads()));
  operator.writes();
  await cluster.startComponent('kube-apiserver');
  const [victim] = await waitUntil(policiesNow);
  assert.ok(victim);
  await cluster.client.delete(referenceTo(victim));
  assert.deepEqual((await leads()) ? [] : operator.writes(), []);
  await waitUntil(leads);
  await waitUntil(() => cluster.client.get(referenceTo(victim)));
  await isAtWork();
});

test('recovers when etcd is killed under the API server', async () => {
  cluster.kill('etcd');
  await waitUntil(async () => (await cluster.kubectl(['get', '--raw', '/readyz'])) === 'ok');
  await isAtWork();
});

test('a second operator waits, and takes over when the first releases the lease', async () => {
  const waiting = startOperator(cluster);
  const holder = () =>
    cluster.kubectl(['get', 'lease', '-n', 'default', 'mambogo-operator', '-o', 'jsonpath={.spec.holderIdentity}']);
  const first = await holder();
  await operator.stop();
  operator = await waiting;
  assert.notEqual(await holder(), first);
  await isAtWork();
});

test('respects a throttling API server, and finishes pending work afterwards', async () => {
  const proxy = await startThrottlingProxy(cluster, 'networkpolicies');
  await operator.stop();
  operator = await startOperator(cluster, { kubeConfig: proxy.kubeConfig });
  const expected = objectHashes(await policies());
  const names = (await policies()).slice(0, 3);
  proxy.throttle(true);
  const began = performance.now();
  for (const one of names) await cluster.client.delete(referenceTo(one));
  await waitUntil(() => proxy.rejectedRequests() >= 8);
  const seconds = (performance.now() - began) / 1_000;
  // Eight objects at once at most, each once a second as the server asks; a loop would ask hundreds of times.
  assert.ok(proxy.rejectedRequests() <= 8 * (seconds + 1), `${proxy.rejectedRequests()} in ${seconds} s`);
  assert.equal((await policies()).length, Object.keys(expected).length - names.length);
  proxy.throttle(false);
  await waitUntil(async () => {
    assert.deepEqual(objectHashes(await policies()), expected);
    return true;
  });
  await operator.stop();
  await proxy.close();
  operator = await startOperator(cluster);
});

test('lists again when the API server no longer has a version', async () => {
  await cluster.stopComponent('kube-apiserver');
  await cluster.startComponent('kube-apiserver');
  const scope = { kind: storefronts, namespace };
  let trouble: unknown;
  try {
    for await (const { type, object } of cluster.client.watch(scope, '1'))
      if (type === 'ERROR') trouble = Object.assign(new Error('in the stream'), { code: object.code });
  } catch (error) {
    trouble = error;
  }
  assert.ok(isExpired(trouble) || (trouble as { code?: number } | undefined)?.code === 410, String(trouble));

  const [stop, watchEvents] = [new AbortController(), [] as string[]];
  let first = true;
  const stale = {
    ...cluster.client,
    watch(...[of, version, signal]: Parameters<TestCluster['client']['watch']>) {
      const from = first ? '1' : version;
      first = false;
      return cluster.client.watch(of, from, signal);
    },
  };
  const following = watchCollection(
    stale,
    scope,
    {
      onUpsert: () => undefined,
      onDelete: () => undefined,
      onListed: (names) => void watchEvents.push([...names].join()),
      onUnavailable: (error) => void watchEvents.push(String(error)),
    },
    stop.signal,
  );
  await waitUntil(() => watchEvents.length >= 2);
  stop.abort();
  await following;
  assert.deepEqual(watchEvents, [`${namespace}/shop`, `${namespace}/shop`]);
});

test("keeps a concurrent writer's changes of the Storefront while reconciling and deleting it", async () => {
  const reference = { apiVersion: 'mambogo.com/v1alpha1', kind: 'Storefront', namespace, name: 'busy' };
  await cluster.kubectl(
    ['apply', '-n', namespace, '-f', '-'],
    storefrontYaml({ name: 'busy', host: 'busy.mambogo.com', more: '  deletionPolicy: Delete' }),
  );
  let [written, writing] = [0, true];
  const writer = (async () => {
    while (writing) {
      written += 1;
      await cluster.client
        .mergePatch(reference, { metadata: { annotations: { written: String(written) } } })
        .catch(() => undefined);
    }
  })();
  try {
    await waitUntilReady(cluster, namespace, 'busy');
  } finally {
    // Always: a writer without a connection would keep this process from exiting.
    writing = false;
    await writer;
  }
  const { annotations } = (await getStorefront(cluster, namespace, 'busy')).metadata;
  assert.equal(annotations?.written, String(written));
  assert.ok(written > 50, String(written));
  await cluster.kubectl(['delete', 'sf', '-n', namespace, 'busy', '--wait=false']);
  await waitUntil(async () => {
    await cluster.client
      .mergePatch(reference, { metadata: { annotations: { at: String(Date.now()) } } })
      .catch(() => undefined);
    return (await cluster.client.get(reference)) === undefined;
  });
});
