import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type RunningOperator, startOperator } from '../../testing/start-operator.ts';
import { storefrontYaml, withHost } from '../../testing/storefront-yaml.ts';
import { startTestCluster, type TestCluster } from '../../testing/test-cluster.ts';
import { waitForCondition, waitUntilReady } from '../../testing/wait-for-condition.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { field, fieldText, type KubeObject } from '../kube/kube-object.ts';
import { pods } from '../kube/resource-kinds.ts';

let cluster: TestCluster;
let operator: RunningOperator;
before(async () => {
  cluster = await startTestCluster();
  operator = await startOperator(cluster);
});
after(async () => {
  await operator?.stop();
  await cluster?.stop();
});

const apply = (namespace: string, text: string) =>
  cluster.kubectl(['apply', '-n', namespace, '-f', '-'], withHost(namespace, text));

test('reports a missing Secret of an external store, then missing keys, then becomes Ready', async () => {
  await cluster.namespace('external');
  await apply(
    'external',
    storefrontYaml({ more: '  data: { postgres: { external: { secretName: their-postgres } } }' }),
  );
  const absent = await waitForCondition(
    cluster,
    'external',
    'StoresReady',
    ({ reason }) => reason === 'ExternalSecretMissing',
  );
  assert.match(
    absent.message,
    /spec\.data\.postgres\.external\.secretName: there is no Secret their-postgres in external/,
  );
  const create = (...literals: string[]) =>
    cluster.kubectl([
      'create',
      'secret',
      'generic',
      '-n',
      'external',
      'their-postgres',
      ...literals.map((one) => `--from-literal=${one}`),
    ]);
  await create('host=db.example.com');
  const incomplete = await waitForCondition(
    cluster,
    'external',
    'StoresReady',
    ({ reason }) => reason === 'ExternalSecretIncomplete',
  );
  assert.match(incomplete.message, /username.*password/);
  await cluster.kubectl(['delete', 'secret', '-n', 'external', 'their-postgres']);
  await create('host=db.example.com', 'username=admin', 'password=pw');
  const { data } = await waitUntilReady(cluster, 'external');
  assert.equal(data?.find(({ name }) => name === 'postgres')?.message, 'external: db.example.com');
  const url = await cluster.kubectl([
    'get',
    'deploy',
    '-n',
    'external',
    'shop-order',
    '-o',
    'jsonpath={.spec.template.spec.containers[0].env[?(@.name=="DATABASE_URL")].value}',
  ]);
  assert.equal(url, 'postgres://external-shop-order@db.example.com:5432/external-shop-order');
});

test('expands volumes, never shrinks them, and keeps the number of brokers', async () => {
  const sized = (size: string, brokers = 1) =>
    storefrontYaml({ more: `  data: { kafka: { embedded: { storage: ${size}, brokers: ${brokers} } } }` });
  const claim = () =>
    cluster.kubectl([
      'get',
      'pvc',
      '-n',
      'sized',
      'data-shop-kafka-0',
      '-o',
      'jsonpath={.spec.resources.requests.storage}',
    ]);
  await cluster.namespace('sized');
  await apply('sized', sized('2Gi'));
  await waitUntilReady(cluster, 'sized');
  await apply('sized', sized('3Gi'));
  await waitUntil(async () => (await claim()) === '3Gi');
  await waitUntilReady(cluster, 'sized');
  await apply('sized', sized('1Gi'));
  const rejected = await waitForCondition(
    cluster,
    'sized',
    'Accepted',
    ({ reason }) => reason === 'StorageNotShrinkable',
  );
  assert.match(
    rejected.message,
    /spec\.data\.kafka\.embedded\.storage: data-shop-kafka-0 has 3Gi, and volumes cannot shrink to 1Gi/,
  );
  assert.equal(await claim(), '3Gi');
  await apply('sized', storefrontYaml());
  const { data } = await waitUntilReady(cluster, 'sized');
  assert.equal(data?.find(({ name }) => name === 'kafka')?.storage, '3Gi', 'the status has the size of the claim');
  await assert.rejects(apply('sized', sized('3Gi', 3)), /brokers cannot be changed/);
});

/** Makes the set-up Job's container fail, as kwok is stopped and runs nothing. */
async function failSetup(namespace: string, message: string): Promise<void> {
  const labelSelector = 'mambogo.com/part=postgres-setup';
  await waitUntil(async () => {
    for await (const { items } of cluster.client.list({ kind: pods, namespace, labelSelector }))
      for (const pod of items.filter(({ status }) => fieldText(status, 'phase') === 'Pending')) {
        const state = { terminated: { exitCode: 1, message } };
        const containerStatuses = [
          { name: 'setup', image: 'i', imageID: 'i', ready: false, restartCount: 0, lastState: {}, state },
        ];
        const reference = { apiVersion: 'v1', kind: 'Pod', namespace, name: pod.metadata.name };
        await cluster.client.mergePatch(reference, { status: { phase: 'Failed', containerStatuses } }, 'status');
        return true;
      }
    return false;
  });
}

test('follows an external store to another server when the annotation confirms the move, and keeps services meanwhile', async () => {
  const namespace = 'external';
  const moveTo = async (host: string) => {
    const data = { host: Buffer.from(host).toString('base64') };
    await cluster.client.mergePatch({ apiVersion: 'v1', kind: 'Secret', namespace, name: 'their-postgres' }, { data });
    // An external Secret is polled once a minute; a changed Storefront is reconciled immediately.
    await cluster.kubectl(['annotate', '--overwrite', 'sf', '-n', namespace, 'shop', `moved=${host}`]);
  };
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name: 'shop-order' };
  const template = async (): Promise<unknown> => field(await cluster.client.get(deployment), 'spec', 'template');
  const before = await template();
  await cluster.stopComponent('kwok');
  await moveTo('away.example.com');
  const rejected = await waitForCondition(cluster, namespace, 'StoresReady', ({ reason }) => reason === 'Immutable');
  assert.match(
    rejected.message,
    /the Secret now names away\.example\.com:5432, but the data is at db\.example\.com:5432/,
  );
  const annotation = /annotate the Storefront with (\S+)/.exec(rejected.message)?.[1] ?? assert.fail(rejected.message);
  await cluster.kubectl(['annotate', 'sf', '-n', namespace, 'shop', annotation]);
  await failSetup(namespace, 'a stack\ncould not set up postgres at away.example.com:5432: connect ECONNREFUSED\n');
  const { message } = await waitForCondition(cluster, namespace, 'DataReady', (one) => one.message.includes('REFUSED'));
  assert.match(message, /setup failed \(could not set up postgres at away\.example\.com:5432: .*REFUSED\)/);
  assert.deepEqual(await template(), before, 'working services stay unchanged');
  await moveTo('db.example.com');
  await cluster.startComponent('kwok');
  await waitForCondition(cluster, namespace, 'DataReady', ({ status }) => status === 'True');
  await waitUntilReady(cluster, namespace);
});

const classed = (name: string) =>
  storefrontYaml({ more: `  data: { redis: { embedded: { storageClassName: ${name} } } }` });
const claimOf = (namespace: string): Promise<KubeObject | undefined> =>
  cluster.client.get({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name: 'data-shop-redis-0' });

test('names a missing StorageClass, and recreates an unbound claim with another one', async () => {
  await cluster.namespace('reclassed');
  await apply('reclassed', classed('slow'));
  const waitsFor = (name: string) =>
    `redis: its volume data-shop-redis-0 waits for StorageClass ${name}: check that the class`;
  const isStuck = (name: string) =>
    waitForCondition(
      cluster,
      'reclassed',
      'StoresReady',
      ({ reason, message }) => reason === 'Stuck' && message.includes(waitsFor(name)),
    );
  await isStuck('slow');
  await apply('reclassed', classed('fast'));
  await isStuck('fast');
  assert.equal(fieldText(await claimOf('reclassed'), 'spec', 'storageClassName'), 'fast');
});

test('continues once the StorageClass exists, and never recreates a claim with data', async () => {
  const fast = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' } };
  await cluster.kubectl(['apply', '-f', '-'], JSON.stringify({ ...fast, provisioner: 'kubernetes.io/host-path' }));
  await waitUntilReady(cluster, 'reclassed');
  const claim = await claimOf('reclassed');

  await apply('reclassed', classed('pretend'));
  const { message } = await waitForCondition(cluster, 'reclassed', 'Accepted', ({ reason }) => reason === 'Immutable');
  assert.match(message, /the StorageClass of data-shop-redis-0 is fast and cannot be changed; set fast again/);
  assert.equal((await claimOf('reclassed'))?.metadata.uid, claim?.metadata.uid);
  await apply('reclassed', classed('fast'));
  await waitUntilReady(cluster, 'reclassed');
});
