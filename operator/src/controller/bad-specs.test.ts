import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parse } from 'yaml';
import type { KubeObject } from '../kube/kube-object.ts';
import { type RunningOperator, startOperator } from '../testing/running-operator.ts';
import { condition, readyShop } from '../testing/shop-conditions.ts';
import { storefrontText } from '../testing/storefront-text.ts';
import { startTestCluster, type TestCluster } from '../testing/test-cluster.ts';
import { until } from '../testing/until.ts';

let cluster: TestCluster;
let operator: RunningOperator;
before(async () => {
  cluster = await startTestCluster({ withDapr: false });
  operator = await startOperator(cluster);
});
after(async () => {
  await operator?.stop();
  await cluster?.stop();
});

const apply = (namespace: string, text: string) => cluster.kubectl(['apply', '-n', namespace, '-f', '-'], text);

test('without Dapr the status says what to install, and goes on once it is there', async () => {
  await cluster.namespace('dapr-less');
  await apply('dapr-less', storefrontText());
  const { message } = await condition(cluster, 'dapr-less', 'ServicesReady', ({ reason }) => reason === 'DaprMissing');
  assert.match(message, /install Dapr 1\.18/);
  await cluster.installDapr();
  await readyShop(cluster, 'dapr-less');
});

/** Whole answers come to whoever asks the API server itself. */
function create(text: string) {
  const object = parse(text) as KubeObject;
  return cluster.client.create({ ...object, metadata: { ...object.metadata, namespace: 'default' } });
}

const refusals: readonly [string, string, RegExp][] = [
  [
    'negative storage',
    storefrontText({ more: '  data: { kafka: { embedded: { storage: -5Gi } } }' }),
    /spec\.data\.kafka\.embedded\.storage/,
  ],
  ['a name of 60 characters', storefrontText({ name: 'a'.repeat(60) }), /[Tt]oo long/],
  [
    'two modes of one store',
    storefrontText({ more: '  data: { redis: { embedded: {}, external: { secretName: x } } }' }),
    /exactly one of embedded, external/,
  ],
  [
    'play money in prod',
    storefrontText().replace('profile: demo', 'profile: prod').replace('seed: demo', 'seed: none'),
    /the simulator takes no money/,
  ],
];
for (const [what, text, expected] of refusals) {
  test(`${what} is refused when it is applied`, async () => {
    await assert.rejects(create(text), expected);
  });
}

test('a misspelt field is refused by a client that is strict', async () => {
  await assert.rejects(
    apply('default', storefrontText({ more: '  catlog: { seed: demo }' })),
    /unknown field "spec\.catlog"/,
  );
});

test('a store does not move: its data would not come along', async () => {
  await assert.rejects(
    apply('dapr-less', storefrontText({ more: '  data: { mysql: { external: { secretName: elsewhere } } }' })),
    /data\.mysql stays where it is/,
  );
});

const conditions: readonly [string, string, string, RegExp][] = [
  [
    'a version nobody carries',
    storefrontText().replace('1.0.0', '7.7.7'),
    'NotSupported',
    /spec\.version: this operator carries 1\.0\.0/,
  ],
  [
    'read replicas',
    storefrontText({ more: '  data: { postgres: { embedded: { replicas: 2 } } }' }),
    'NotSupported',
    /spec\.data\.postgres\.embedded\.replicas/,
  ],
  [
    'a Redis cluster',
    storefrontText({ more: '  data: { redis: { embedded: { shards: 3 } } }' }),
    'NotSupported',
    /spec\.data\.redis\.embedded\.shards/,
  ],
  [
    "a service's own CloudNativePG",
    storefrontText({ more: '  services: { order: { store: { cnpg: {} } } }' }),
    'NotSupported',
    /spec\.services\.order\.store\.cnpg/,
  ],
];
for (const [at, [what, text, reason, expected]] of conditions.entries()) {
  test(`${what} is a condition that names the field, and fixing it needs no restart`, async () => {
    const namespace = `bad-${at}`;
    await cluster.namespace(namespace);
    await apply(namespace, text);
    const { message } = await condition(cluster, namespace, 'Accepted', (one) => one.reason === reason);
    assert.match(message, expected);
    await apply(namespace, storefrontText());
    await condition(cluster, namespace, 'SecretsReady', ({ status }) => status === 'True');
    await cluster.kubectl(['delete', 'sf', '-n', namespace, 'shop', '--wait=false']);
  });
}

test('an external store without its Secret, then without its keys, then whole', async () => {
  await cluster.namespace('external');
  await apply(
    'external',
    storefrontText({ more: '  data: { postgres: { external: { secretName: their-postgres } } }' }),
  );
  const absent = await condition(
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
  const incomplete = await condition(
    cluster,
    'external',
    'StoresReady',
    ({ reason }) => reason === 'ExternalSecretIncomplete',
  );
  assert.match(incomplete.message, /username.*password/);
  await cluster.kubectl(['delete', 'secret', '-n', 'external', 'their-postgres']);
  await create('host=db.example.com', 'username=admin', 'password=pw');
  const { data } = await readyShop(cluster, 'external');
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

test('what has no effect yet is said, and the shop opens all the same', async () => {
  await cluster.namespace('said');
  await apply(
    'said',
    storefrontText({ more: '  backup: { schedule: "0 3 * * *", destination: { volumeClaim: { claimName: b } } }' }),
  );
  const { message } = await condition(cluster, 'said', 'Honoured', ({ status }) => status === 'False');
  assert.match(message, /spec\.backup has no effect/);
  await readyShop(cluster, 'said');
});

test('the size of volumes grows and does not shrink; the number of brokers stays', async () => {
  const sized = (size: string, brokers = 1) =>
    storefrontText({ more: `  data: { kafka: { embedded: { storage: ${size}, brokers: ${brokers} } } }` });
  const claim = () =>
    cluster.kubectl([
      'get',
      'pvc',
      '-n',
      'said',
      'data-shop-kafka-0',
      '-o',
      'jsonpath={.spec.resources.requests.storage}',
    ]);
  await apply('said', sized('3Gi'));
  await until(async () => (await claim()) === '3Gi');
  await readyShop(cluster, 'said');
  await apply('said', sized('1Gi'));
  await condition(cluster, 'said', 'StoresReady', ({ reason }) => reason === 'StorageNotShrinkable');
  assert.equal(await claim(), '3Gi');
  await apply('said', sized('3Gi', 3));
  const { message } = await condition(cluster, 'said', 'StoresReady', ({ reason }) => reason === 'Immutable');
  assert.match(message, /spec\.data\.kafka\.embedded\.brokers: it was made with 1/);
});
