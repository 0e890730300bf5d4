import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isExpired } from '../kube/api-error.ts';
import { referenceTo } from '../kube/kube-object.ts';
import { storefronts } from '../kube/resource-kinds.ts';
import { watchCollection } from '../kube/watch-collection.ts';
import { digests, liveObjects } from '../testing/live-objects.ts';
import { type RunningOperator, startOperator } from '../testing/running-operator.ts';
import { condition, readyShop, storefrontIn } from '../testing/shop-conditions.ts';
import { storefrontText } from '../testing/storefront-text.ts';
import { startTestCluster, type TestCluster } from '../testing/test-cluster.ts';
import { throttlingWay } from '../testing/throttling.ts';
import { until } from '../testing/until.ts';

const namespace = 'recovery';
let cluster: TestCluster;
let operator: RunningOperator;
before(async () => {
  cluster = await startTestCluster({ withDapr: false, ofItsOwn: true });
  operator = await startOperator(cluster, { leaseSeconds: 9 });
  await cluster.namespace(namespace);
  await cluster.kubectl(['apply', '-n', namespace, '-f', '-'], storefrontText());
});
after(async () => {
  await operator?.stop();
  await cluster?.stop();
});

test('without Dapr the status says what to install, and goes on once it is there', async () => {
  const { message } = await condition(cluster, namespace, 'ServicesReady', ({ reason }) => reason === 'DaprMissing');
  assert.match(message, /install Dapr 1\.18/);
  await cluster.installDapr();
  await readyShop(cluster, namespace);
});

const policies = async () => (await liveObjects(cluster, namespace)).filter(({ kind }) => kind === 'NetworkPolicy');

/** Once the API server tells of any. */
const policiesNow = async () => {
  const found = await policies();
  return found.length > 0 && found;
};

/** A deleted object comes back: the operator sees and acts. */
async function isAtWork(): Promise<void> {
  const wanted = digests(await until(policiesNow));
  const [victim] = await policies();
  assert.ok(victim);
  await cluster.client.remove(referenceTo(victim));
  await until(async () => {
    assert.deepEqual(digests(await policies()), wanted);
    return true;
  });
}

test('the API server away for longer than the lease lasts: nothing is written meanwhile, and the same operator goes on', async () => {
  const leads = async () => /^mambogo_operator_leading 1$/m.test(await operator.metrics.registry.metrics());
  await cluster.stopPart('kube-apiserver');
  await until(async () => !(await leads()));
  operator.writes();
  await cluster.startPart('kube-apiserver');
  const [victim] = await until(policiesNow);
  assert.ok(victim);
  await cluster.client.remove(referenceTo(victim));
  assert.deepEqual((await leads()) ? [] : operator.writes(), []);
  await until(leads);
  await until(() => cluster.client.get(referenceTo(victim)));
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

test('an API server that throttles is obeyed, and what was held up is done once it no longer does', async () => {
  const way = await throttlingWay(cluster, 'networkpolicies');
  await operator.stop();
  operator = await startOperator(cluster, { kubeConfig: way.kubeConfig });
  const wanted = digests(await policies());
  const names = (await policies()).slice(0, 3);
  way.throttle(true);
  const began = performance.now();
  for (const one of names) await cluster.client.remove(referenceTo(one));
  await until(() => way.refused() >= 8);
  const seconds = (performance.now() - began) / 1_000;
  // Eight objects at once at most, each once a second as the server asks; a loop would ask hundreds of times.
  assert.ok(way.refused() <= 8 * (seconds + 1), `${way.refused()} in ${seconds} s`);
  assert.equal((await policies()).length, Object.keys(wanted).length - names.length);
  way.throttle(false);
  await until(async () => {
    assert.deepEqual(digests(await policies()), wanted);
    return true;
  });
  await operator.stop();
  await way.close();
  operator = await startOperator(cluster);
});

test('a version the API server no longer has is answered by a new list', async () => {
  await cluster.stopPart('kube-apiserver');
  await cluster.startPart('kube-apiserver');
  const scope = { kind: storefronts, namespace };
  let trouble: unknown;
  try {
    for await (const { type, object } of cluster.client.watch(scope, '1'))
      if (type === 'ERROR') trouble = Object.assign(new Error('in the stream'), { code: object.code });
  } catch (error) {
    trouble = error;
  }
  assert.ok(isExpired(trouble) || (trouble as { code?: number } | undefined)?.code === 410, String(trouble));

  const [stop, heard] = [new AbortController(), [] as string[]];
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
      changed: () => undefined,
      removed: () => undefined,
      listed: (names) => void heard.push([...names].join()),
      unavailable: (error) => void heard.push(String(error)),
    },
    stop.signal,
  );
  await until(() => heard.length >= 2);
  stop.abort();
  await following;
  assert.deepEqual(heard, [`${namespace}/shop`, `${namespace}/shop`]);
});

test('somebody who writes the Storefront all the while: each write of his stays, and the shop comes and goes all the same', async () => {
  const reference = { apiVersion: 'mambogo.com/v1alpha1', kind: 'Storefront', namespace, name: 'busy' };
  await cluster.kubectl(
    ['apply', '-n', namespace, '-f', '-'],
    storefrontText({ name: 'busy', host: 'busy.mambogo.com', more: '  deletionPolicy: Delete' }),
  );
  let [written, writing] = [0, true];
  const writer = (async () => {
    while (writing) {
      written += 1;
      await cluster.client
        .merge(reference, { metadata: { annotations: { written: String(written) } } })
        .catch(() => undefined);
    }
  })();
  try {
    await readyShop(cluster, namespace, 'busy');
  } finally {
    // Whatever became of the shop: a writer without a connection would keep this process from ever ending.
    writing = false;
    await writer;
  }
  const { annotations } = (await storefrontIn(cluster, namespace, 'busy')).metadata;
  assert.equal(annotations?.written, String(written));
  assert.ok(written > 50, String(written));
  await cluster.kubectl(['delete', 'sf', '-n', namespace, 'busy', '--wait=false']);
  await until(async () => {
    await cluster.client
      .merge(reference, { metadata: { annotations: { at: String(Date.now()) } } })
      .catch(() => undefined);
    return (await cluster.client.get(reference)) === undefined;
  });
});
