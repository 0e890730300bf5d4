import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fieldNumber, referenceTo } from '../kube/kube-object.ts';
import { digests, liveObjects } from '../testing/live-objects.ts';
import { type RunningOperator, startOperator } from '../testing/running-operator.ts';
import { condition, readyShop, storefrontIn } from '../testing/shop-conditions.ts';
import { hostedIn, storefrontText } from '../testing/storefront-text.ts';
import { startTestCluster, type TestCluster } from '../testing/test-cluster.ts';
import { until } from '../testing/until.ts';
import { statusOf } from './shop-status.ts';

const namespace = 'refused';
let cluster: TestCluster;
let operator: RunningOperator;
let made: Record<string, string>;
before(async () => {
  cluster = await startTestCluster();
  operator = await startOperator(cluster);
  await cluster.namespace(namespace);
  await apply('');
  await readyShop(cluster, namespace);
  made = digests(await managed());
});
after(async () => {
  await operator?.stop();
  await cluster?.stop();
});

const applyIn = (where: string, text: string) =>
  cluster.kubectl(['apply', '-n', where, '-f', '-'], hostedIn(where, text));
const apply = (more: string) => applyIn(namespace, storefrontText({ more }));
const managed = async () => (await liveObjects(cluster, namespace)).filter(({ kind }) => kind !== 'Job');

/** Objects of several stages are deleted, and are back as they were. */
async function isKeptUp(): Promise<void> {
  const victims = ['NetworkPolicy', 'ConfigMap', 'StatefulSet', 'Deployment', 'Ingress'];
  for (const object of await managed())
    if (victims.includes(object.kind)) await cluster.client.remove(referenceTo(object));
  await until(async () => {
    assert.deepEqual(digests(await managed()), made);
    return true;
  });
}

const changes: readonly [string, string, RegExp][] = [
  ['  data: { postgres: { embedded: { replicas: 2 } } }', 'NotSupported', /^spec\.data\.postgres\.embedded\.replicas/],
  [
    '  data: { redis: { embedded: { storage: 1Gi } } }',
    'StorageNotShrinkable',
    /^spec\.data\.redis\.embedded\.storage/,
  ],
];
for (const [change, reason, named] of changes) {
  test(`${reason}: what was accepted before is kept up, by the next operator too, until the change is undone`, async () => {
    await apply(change);
    const { message } = await condition(cluster, namespace, 'Accepted', (one) => one.reason === reason);
    assert.match(message, named);
    await isKeptUp();
    await operator.stop();
    operator = await startOperator(cluster);
    await isKeptUp();
    // The phase says what is served.
    const storefront = await until(async () => {
      const now = await storefrontIn(cluster, namespace);
      assert.equal(statusOf(now).phase, 'Ready');
      return now;
    });
    const { conditions, observedGeneration, acceptedGeneration } = statusOf(storefront);
    const { generation = 0 } = storefront.metadata;
    assert.deepEqual([observedGeneration, acceptedGeneration], [generation, generation - 1]);
    assert.deepEqual(
      conditions.filter(({ status }) => status === 'False').map(({ type }) => type),
      ['Ready', 'Progressing', 'Accepted'],
    );
    assert.equal(conditions.find(({ type }) => type === 'Stalled')?.reason, reason);
    await apply('');
    await readyShop(cluster, namespace);
    assert.deepEqual(digests(await managed()), made);
  });
}

test('where the data of a shop is does not change by an edit', async () => {
  await cluster.namespace('unmoved');
  const external = (secretName: string, prefix = '') =>
    `{ external: { secretName: ${secretName}${prefix ? `, prefix: ${prefix}` : ''} } }`;
  const placed = (postgres: string, order: string) =>
    storefrontText({ more: `  data: { postgres: ${postgres} }\n  services: { order: { store: ${order} } }` });
  const made = placed(external('one', 'a'), external('two'));
  await applyIn('unmoved', placed('{ cnpg: {} }', '{ embedded: {} }'));
  await condition(cluster, 'unmoved', 'Accepted', ({ reason }) => reason === 'NotSupported');
  for (const name of ['one', 'two']) {
    const login = ['host=db.example.com', 'username=u', 'password=p'].map((one) => `--from-literal=${one}`);
    await cluster.kubectl(['create', 'secret', 'generic', '-n', 'unmoved', name, ...login]);
  }
  // As long as nothing was made, everything may be said otherwise.
  await applyIn('unmoved', made);
  await readyShop(cluster, 'unmoved');
  const edits: readonly [string, RegExp][] = [
    [placed('{ embedded: {} }', external('two')), /data\.postgres stays where it is/],
    [placed(external('other', 'a'), external('two')), /external of data\.postgres stays as it is/],
    [placed(external('one', 'b'), external('two')), /external of data\.postgres stays as it is/],
    [placed(external('one'), external('two')), /external of data\.postgres stays as it is/],
    [placed(external('one', 'a'), '{ embedded: {} }'), /services\.order\.store stays where it is/],
    [placed(external('one', 'a'), external('other')), /external of services\.order\.store stays as it is/],
    [placed(external('one', 'a'), external('two')).replace(/ {2}services.*/, ''), /services\.order\.store stays/],
    [`${made}\n  currency: EUR`, /currency stays/],
    [
      made.replace('{ postgres:', '{ mysql: { external: { secretName: elsewhere } }, postgres:'),
      /data\.mysql stays where it is/,
    ],
  ];
  for (const [text, expected] of edits) await assert.rejects(applyIn('unmoved', text), expected);
  await applyIn('unmoved', `${made}\n  currency: USD`);
  await cluster.kubectl(['delete', 'sf', '-n', 'unmoved', 'shop', '--wait=false']);
});

test('nor does the number of brokers, however it was said', async () => {
  const brokers = (count: number) => storefrontText({ more: `  data: { kafka: { embedded: { brokers: ${count} } } }` });
  await assert.rejects(applyIn(namespace, brokers(3)), /brokers is not what it was made with/);
  await applyIn(namespace, brokers(1));
  await assert.rejects(applyIn(namespace, brokers(3)), /brokers is not what it was made with/);
  await applyIn(namespace, storefrontText());
});

const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name: 'data-shop-postgres-0' };
const jobs = async () => (await liveObjects(cluster, namespace)).filter(({ kind }) => kind === 'Job');
const jobNames = async () => (await jobs()).map(({ metadata }) => metadata.name);
const counted = async (name: string) => {
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name: `shop-${name}` };
  const { spec, status } = (await cluster.client.get(deployment)) ?? assert.fail(name);
  return { wanted: fieldNumber(spec, 'replicas'), running: fieldNumber(status, 'replicas') };
};

test('a volume that is lost: its services stop and nothing is set up, until a person names the new volume', async () => {
  await apply('  services: { order: { autoscaling: { min: 2, max: 4 } } }');
  const { data } = await readyShop(cluster, namespace);
  const recorded = data?.find(({ name }) => name === 'postgres')?.claims;
  assert.deepEqual(recorded, [{ name: claim.name, uid: (await cluster.client.get(claim))?.metadata.uid }]);
  const jobsBefore = await jobNames();

  await cluster.client.remove(claim);
  await cluster.client.remove({ apiVersion: 'v1', kind: 'Pod', namespace, name: 'shop-postgres-0' });
  const lost = await condition(cluster, namespace, 'DataLost', ({ message }) => message.includes('annotate'));
  assert.deepEqual([lost.status, lost.reason], ['True', 'PostgresLost']);
  for (const name of ['identity', 'order', 'payment', 'inventory'])
    await until(async () => Object.values(await counted(name)).join() === '0,0');
  assert.deepEqual(await counted('product'), { wanted: 1, running: 1 });
  await condition(cluster, namespace, 'StoresReady', ({ status }) => status === 'True');
  const { phase, conditions, services } = statusOf(await storefrontIn(cluster, namespace));
  const stated = (type: string) => conditions.find((one) => one.type === type);
  assert.deepEqual(
    [phase, stated('Available')?.status, stated('Stalled')?.reason, stated('DataReady')?.reason],
    ['Degraded', 'False', 'PostgresLost', 'DataLost'],
  );
  assert.match(services?.find(({ name }) => name === 'order')?.message ?? '', /stopped: the data of postgres is lost/);

  // Not by the next operator either, nor by a permission for other volumes.
  await operator.stop();
  await cluster.kubectl(annotation(lost.message.replace(/=postgres=\S+$/, `=postgres=${recorded?.[0]?.uid}`)));
  operator = await startOperator(cluster);
  const looked = () => operator.metrics.registry.metrics();
  await until(async () => (await looked()).includes('mambogo_operator_reconciles_total{result="success"}'));
  assert.equal((await counted('order')).wanted, 0);
  assert.deepEqual(await jobNames(), jobsBefore);

  await cluster.kubectl(annotation(lost.message));
  const healed = await readyShop(cluster, namespace);
  assert.ok(!healed.conditions.some(({ type }) => type === 'DataLost'));
  assert.ok((await counted('order')).wanted > 0, 'an autoscaler counts again');
  const now = await jobNames();
  const isNew = (prefix: string) => now.some((name) => name.startsWith(prefix) && !jobsBefore.includes(name));
  assert.deepEqual(['shop-postgres-', 'shop-order-migrate-', 'shop-product-migrate-'].map(isNew), [true, true, false]);
});

/** The command that the condition ends with. */
const annotation = (message: string) => message.split('kubectl ')[1]?.split(' ') ?? assert.fail(message);
