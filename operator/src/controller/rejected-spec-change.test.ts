import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sqlServices } from '@mambogo/blueprint/services.ts';
import { listManagedObjects, objectHashes } from '../../testing/list-managed-objects.ts';
import { type RunningOperator, startOperator } from '../../testing/start-operator.ts';
import { storefrontYaml, withHost } from '../../testing/storefront-yaml.ts';
import { startTestCluster, type TestCluster } from '../../testing/test-cluster.ts';
import { getStorefront, waitForCondition, waitUntilReady } from '../../testing/wait-for-condition.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { fieldNumber, referenceTo } from '../kube/kube-object.ts';
import { statusOf } from './status/shop-status.ts';

const namespace = 'refused';
let cluster: TestCluster;
let operator: RunningOperator;
let provisioned: Record<string, string>;
before(async () => {
  cluster = await startTestCluster();
  operator = await startOperator(cluster);
  await cluster.namespace(namespace);
  await apply('');
  await waitUntilReady(cluster, namespace);
  provisioned = objectHashes(await managed());
});
after(async () => {
  await operator?.stop();
  await cluster?.stop();
});

const applyIn = (where: string, text: string) =>
  cluster.kubectl(['apply', '-n', where, '-f', '-'], withHost(where, text));
const apply = (more: string) => applyIn(namespace, storefrontYaml({ more }));
const managed = async () => (await listManagedObjects(cluster, namespace)).filter(({ kind }) => kind !== 'Job');

/** Deletes an object of each of several stages, and expects them to be recreated. */
async function assertStillReconciled(): Promise<void> {
  const objects = await managed();
  for (const kind of ['NetworkPolicy', 'ConfigMap', 'StatefulSet', 'Deployment', 'Ingress'])
    await cluster.client.delete(referenceTo(objects.find((one) => one.kind === kind) ?? assert.fail(kind)));
  await waitUntil(async () => {
    assert.deepEqual(objectHashes(await managed()), provisioned);
    return true;
  });
}

const changes: readonly [string, string, RegExp][] = [
  ['  telemetry: { otlpEndpoint: "collector:4318" }', 'NotSupported', /^spec\.telemetry\.otlpEndpoint/],
  [
    '  data: { redis: { embedded: { storage: 1Gi } } }',
    'StorageNotShrinkable',
    /^spec\.data\.redis\.embedded\.storage/,
  ],
];
for (const [change, reason, named] of changes) {
  test(`${reason}: the accepted spec stays in effect, also for the next operator, until the change is undone`, async () => {
    await apply(change);
    const { message } = await waitForCondition(cluster, namespace, 'Accepted', (one) => one.reason === reason);
    assert.match(message, named);
    await assertStillReconciled();
    await operator.stop();
    operator = await startOperator(cluster);
    await assertStillReconciled();
    // The phase describes the accepted spec.
    const storefront = await waitUntil(async () => {
      const now = await getStorefront(cluster, namespace);
      assert.equal(statusOf(now).phase, 'Ready');
      return now;
    });
    const { conditions, observedGeneration, acceptedGeneration } = statusOf(storefront);
    const { generation = 0 } = storefront.metadata;
    assert.deepEqual([observedGeneration, acceptedGeneration], [generation, generation - 1]);
    assert.deepEqual(
      conditions.filter(({ status }) => status === 'False').map(({ type }) => type),
      ['Ready', 'Progressing', 'Accepted', 'MailConfigured'],
    );
    assert.equal(conditions.find(({ type }) => type === 'Stalled')?.reason, reason);
    await apply('');
    await waitUntilReady(cluster, namespace);
    assert.deepEqual(objectHashes(await managed()), provisioned);
  });
}

test('rejects edits that would move data', async () => {
  await cluster.namespace('unmoved');
  const external = (secretName: string, prefix = '') =>
    `{ external: { secretName: ${secretName}${prefix ? `, prefix: ${prefix}` : ''} } }`;
  const placed = (postgres: string, order: string) =>
    storefrontYaml({ more: `  data: { postgres: ${postgres} }\n  services: { order: { store: ${order} } }` });
  const made = placed(external('one', 'a'), external('two'));
  await applyIn('unmoved', placed('{ cnpg: {} }', '{ embedded: {} }'));
  await waitForCondition(cluster, 'unmoved', 'Accepted', ({ reason }) => reason === 'NotSupported');
  for (const name of ['one', 'two']) {
    const login = ['host=db.example.com', 'username=u', 'password=p'].map((one) => `--from-literal=${one}`);
    await cluster.kubectl(['create', 'secret', 'generic', '-n', 'unmoved', name, ...login]);
  }
  // Until something was created, everything may change.
  await applyIn('unmoved', made);
  await waitUntilReady(cluster, 'unmoved');
  const edits: readonly [string, RegExp][] = [
    [placed('{ embedded: {} }', external('two')), /data\.postgres cannot be switched between embedded and external/],
    [placed(external('other', 'a'), external('two')), /external of data\.postgres cannot be changed/],
    [placed(external('one', 'b'), external('two')), /external of data\.postgres cannot be changed/],
    [placed(external('one'), external('two')), /external of data\.postgres cannot be changed/],
    [
      placed(external('one', 'a'), '{ embedded: {} }'),
      /services\.order\.store cannot be switched between embedded and external/,
    ],
    [placed(external('one', 'a'), external('other')), /external of services\.order\.store cannot be changed/],
    [placed(external('one', 'a'), external('two')).replace(/ {2}services.*/, ''), /services\.order\.store cannot be/],
    [`${made}\n  currency: EUR`, /currency cannot be changed/],
    [
      made.replace('{ postgres:', '{ mysql: { external: { secretName: elsewhere } }, postgres:'),
      /data\.mysql cannot be switched between embedded and external/,
    ],
  ];
  for (const [text, expected] of edits) await assert.rejects(applyIn('unmoved', text), expected);
  await applyIn('unmoved', `${made}\n  currency: USD`);
  await cluster.kubectl(['delete', 'sf', '-n', 'unmoved', 'shop', '--wait=false']);
});

test('rejects a changed number of brokers, however it is set', async () => {
  const brokers = (count: number) => storefrontYaml({ more: `  data: { kafka: { embedded: { brokers: ${count} } } }` });
  await assert.rejects(applyIn(namespace, brokers(3)), /brokers cannot be changed/);
  await applyIn(namespace, brokers(1));
  await assert.rejects(applyIn(namespace, brokers(3)), /brokers cannot be changed/);
  await applyIn(namespace, storefrontYaml());
});

test('rejects a changed number of shards, also where the field was absent', async () => {
  const shards = (count: number) => storefrontYaml({ more: `  data: { redis: { embedded: { shards: ${count} } } }` });
  await assert.rejects(applyIn(namespace, shards(3)), /data\.redis\.embedded\.shards cannot be changed/);
  await applyIn(namespace, shards(1));
  await applyIn(namespace, storefrontYaml());
});

const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name: 'data-shop-postgres-0' };
const jobs = async () => (await listManagedObjects(cluster, namespace)).filter(({ kind }) => kind === 'Job');
const jobNames = async () => (await jobs()).map(({ metadata }) => metadata.name);
const countOf = async (name: string) => {
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name: `shop-${name}` };
  const { spec, status } = (await cluster.client.get(deployment)) ?? assert.fail(name);
  return { wanted: fieldNumber(spec, 'replicas'), running: fieldNumber(status, 'replicas') };
};

test('stops services and set-up after a volume was lost, until a person names the new volume', async () => {
  await apply('  services: { order: { autoscaling: { min: 2, max: 4 } } }');
  const { data } = await waitUntilReady(cluster, namespace);
  const recorded = data?.find(({ name }) => name === 'postgres')?.claims;
  assert.deepEqual(recorded, [{ name: claim.name, uid: (await cluster.client.get(claim))?.metadata.uid }]);
  const jobsBefore = await jobNames();

  await cluster.client.delete(claim);
  await cluster.client.delete({ apiVersion: 'v1', kind: 'Pod', namespace, name: 'shop-postgres-0' });
  const lost = await waitForCondition(cluster, namespace, 'DataLost', ({ message }) => message.includes('annotate'));
  assert.deepEqual([lost.status, lost.reason], ['True', 'PostgresLost']);
  for (const { name } of sqlServices.filter(({ store }) => store === 'postgres'))
    await waitUntil(async () => Object.values(await countOf(name)).join() === '0,0');
  assert.deepEqual(await countOf('product'), { wanted: 1, running: 1 });
  await waitForCondition(cluster, namespace, 'StoresReady', ({ status }) => status === 'True');
  const { phase, conditions, services } = statusOf(await getStorefront(cluster, namespace));
  const stated = (type: string) => conditions.find((one) => one.type === type);
  assert.deepEqual(
    [phase, stated('Available')?.status, stated('Stalled')?.reason, stated('DataReady')?.reason],
    ['Degraded', 'False', 'PostgresLost', 'DataLost'],
  );
  assert.match(services?.find(({ name }) => name === 'order')?.message ?? '', /stopped: the data of postgres is lost/);

  // Also after an operator restart, and not with an annotation for other volumes.
  await operator.stop();
  await cluster.kubectl(annotation(lost.message.replace(/=postgres=\S+$/, `=postgres=${recorded?.[0]?.uid}`)));
  operator = await startOperator(cluster);
  const readMetrics = () => operator.meter.render();
  await waitUntil(async () => (await readMetrics()).includes('mambogo_operator_reconciles_total{result="success"}'));
  assert.equal((await countOf('order')).wanted, 0);
  assert.deepEqual(await jobNames(), jobsBefore);

  await cluster.kubectl(annotation(lost.message));
  const healed = await waitUntilReady(cluster, namespace);
  assert.ok(!healed.conditions.some(({ type }) => type === 'DataLost'));
  assert.ok((await countOf('order')).wanted > 0, 'the autoscaler is active again');
  const now = await jobNames();
  const isNew = (prefix: string) => now.some((name) => name.startsWith(prefix) && !jobsBefore.includes(name));
  assert.deepEqual(['shop-postgres-', 'shop-order-migrate-', 'shop-product-migrate-'].map(isNew), [true, true, false]);
});

/** The command that the condition ends with. */
const annotation = (message: string) => message.split('kubectl ')[1]?.split(' ') ?? assert.fail(message);
