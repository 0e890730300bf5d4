import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parse } from 'yaml';
import { type RunningOperator, startOperator } from '../../testing/start-operator.ts';
import { storefrontYaml, withHost } from '../../testing/storefront-yaml.ts';
import { startTestCluster, type TestCluster } from '../../testing/test-cluster.ts';
import { waitForCondition, waitUntilReady } from '../../testing/wait-for-condition.ts';
import type { KubeObject } from '../kube/kube-object.ts';

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

/** Uses the API directly, for complete error messages. */
function create(text: string) {
  const object = parse(text) as KubeObject;
  return cluster.client.create({ ...object, metadata: { ...object.metadata, namespace: 'default' } });
}

const withSpec = (more: string) => storefrontYaml({ more: `  ${more}` });

const rejections: readonly [string, string, RegExp][] = [
  [
    'negative storage',
    withSpec('data: { kafka: { embedded: { storage: -5Gi } } }'),
    /spec\.data\.kafka\.embedded\.storage/,
  ],
  ['a name of 60 characters', storefrontYaml({ name: 'a'.repeat(60) }), /[Tt]oo long/],
  [
    'two modes of one store',
    withSpec('data: { redis: { embedded: {}, external: { secretName: x } } }'),
    /exactly one of embedded, external/,
  ],
  [
    'the simulator in prod',
    storefrontYaml().replace('profile: demo', 'profile: prod').replace('seed: demo', 'seed: none'),
    /the simulator takes no real payments/,
  ],
  [
    'an unsupported version',
    storefrontYaml().replace(/version: .*/, 'version: 7.7.7'),
    /this release of the operator supports 1\.0\.0/,
  ],
];
for (const [what, text, expected] of rejections) {
  test(`the API server rejects ${what}`, async () => {
    await assert.rejects(create(text), expected);
  });
}

test('the API server rejects invalid addresses, amounts and images', async () => {
  const malformed: readonly [string, RegExp][] = [
    ['egress: { cidrs: [10.20.0.0/33] }', /spec\.egress\.cidrs: .*address ranges such as/],
    ['gateway: { parentRef: { name: g }, trustedProxies: [10.0.0.256] }', /trustedProxies: .*addresses or ranges/],
    ['services: { web: { resources: { requests: { memory: 100Mb } } } }', /web\.resources\.requests\.memory/],
    ['services: { web: { resources: { requests: { cpu: "1" }, limits: { cpu: 900m } } } }', /limits\.cpu is below/],
    ['amounts: { minOrderTotal: 2, maxOrderTotal: 1 }', /maxOrderTotal is below minOrderTotal/],
    ['amounts: { maxPrice: 0 }', /spec\.amounts\.maxPrice/],
    ['images: { registry: "https://registry.example.com" }', /spec\.images\.registry/],
    ['images: { overrides: { order: "o:1:2" } }', /spec\.images\.overrides/],
    ['images: { overrides: { orders: "o:1" } }', /a key must be one of gateway/],
  ];
  for (const [more, expected] of malformed) await assert.rejects(create(withSpec(more)), expected);
});

test('a strict client rejects a misspelt field', async () => {
  await assert.rejects(
    apply('default', storefrontYaml({ more: '  catlog: { seed: demo }' })),
    /unknown field "spec\.catlog"/,
  );
});

const rejectedAfterAdmission: readonly [string, string, string, RegExp][] = [
  [
    'read replicas',
    withSpec('data: { postgres: { embedded: { replicas: 2 } } }'),
    'NotSupported',
    /spec\.data\.postgres\.embedded\.replicas/,
  ],
  [
    'a Redis cluster',
    withSpec('data: { redis: { embedded: { shards: 3 } } }'),
    'NotSupported',
    /spec\.data\.redis\.embedded\.shards/,
  ],
  [
    "a service's own CloudNativePG",
    withSpec('services: { order: { store: { cnpg: {} } } }'),
    'NotSupported',
    /spec\.services\.order\.store\.cnpg/,
  ],
  [
    'a collector that is no URL',
    storefrontYaml({ more: '  telemetry: { otlpEndpoint: "collector:4318" }' }),
    'NotSupported',
    /spec\.telemetry\.otlpEndpoint: must be the http or https URL/,
  ],
  [
    'a backup, which no release supports yet,',
    storefrontYaml({
      more: '  backup: { schedule: "0 3 * * *", destination: { volumeClaim: { claimName: b } } }\n  credentials: { generation: 2 }',
    }),
    'NotSupported',
    /spec\.backup has no effect in this release; remove it; spec\.credentials has no effect/,
  ],
];
for (const [at, [what, text, reason, expected]] of rejectedAfterAdmission.entries()) {
  test(`${what} is a condition that names the field, and fixing it needs no restart`, async () => {
    const namespace = `bad-${at}`;
    await cluster.namespace(namespace);
    await apply(namespace, text);
    const { message } = await waitForCondition(cluster, namespace, 'Accepted', (one) => one.reason === reason);
    assert.match(message, expected);
    await apply(namespace, storefrontYaml());
    await waitForCondition(cluster, namespace, 'SecretsReady', ({ status }) => status === 'True');
    await cluster.kubectl(['delete', 'sf', '-n', namespace, 'shop', '--wait=false']);
  });
}

test('reports a missing Secret of the first administrator, then a missing password, then becomes Ready', async () => {
  await cluster.namespace('governed');
  const admin = '  identity: { embedded: { adminSecretName: first-admin } }';
  await apply('governed', storefrontYaml({ more: admin }));
  const waitForReason = (reason: string) =>
    waitForCondition(cluster, 'governed', 'SecretsReady', (one) => one.reason === reason);
  assert.match(
    (await waitForReason('AdminSecretMissing')).message,
    /adminSecretName: there is no Secret first-admin in governed/,
  );
  const create = (...literals: string[]) =>
    cluster.kubectl(['create', 'secret', 'generic', '-n', 'governed', 'first-admin', ...literals]);
  await create('--from-literal=login=chief');
  assert.match((await waitForReason('AdminSecretIncomplete')).message, /lacks password/);
  await cluster.kubectl(['delete', 'secret', '-n', 'governed', 'first-admin']);
  await create('--from-literal=login=chief', '--from-literal=password=correct horse');
  const { conditions } = await waitUntilReady(cluster, 'governed');
  assert.equal(conditions.find(({ type }) => type === 'FieldsSupported')?.status, 'True');
});

test('reports a missing Secret of the payment provider, then missing keys, then becomes Ready', async () => {
  await cluster.namespace('paid');
  const stripe = storefrontYaml().replace(
    'payments: { provider: simulator }',
    'payments: { provider: stripe, stripe: { secretName: stripe } }',
  );
  await apply('paid', stripe);
  const waitForReason = (reason: string) =>
    waitForCondition(cluster, 'paid', 'SecretsReady', (one) => one.reason === reason);
  assert.match(
    (await waitForReason('ProviderSecretMissing')).message,
    /spec\.payments\.stripe\.secretName: there is no Secret stripe in paid; create it with the keys api-key, webhook-secret/,
  );
  const create = (...literals: string[]) =>
    cluster.kubectl(['create', 'secret', 'generic', '-n', 'paid', 'stripe', ...literals]);
  await create('--from-literal=api-key=sk');
  assert.match((await waitForReason('ProviderSecretIncomplete')).message, /lacks webhook-secret, publishable-key/);
  await cluster.kubectl(['delete', 'secret', '-n', 'paid', 'stripe']);
  await create('--from-literal=api-key=sk', '--from-literal=webhook-secret=wh', '--from-literal=publishable-key=pk');
  const { services } = await waitUntilReady(cluster, 'paid');
  assert.ok(!services?.some(({ name }) => name === 'psp-simulator'));
});

test('the API server rejects an issuer without https, or that is no URL', async () => {
  for (const [issuer, expected] of [
    ['http://issuer.example.com', /http is allowed for localhost only/],
    ['issuer.example.com', /a URL without query/],
  ] as const)
    await assert.rejects(
      create(storefrontYaml({ more: `  identity: { external: { issuer: "${issuer}", audience: shop } }` })),
      expected,
    );
});

test('runs no identity service with an external issuer', async () => {
  await cluster.namespace('federated');
  await apply(
    'federated',
    storefrontYaml({ more: '  identity: { external: { issuer: "https://id.example.com/shop", audience: shop-api } }' }),
  );
  const { services } = await waitUntilReady(cluster, 'federated');
  assert.ok(services?.some(({ name }) => name === 'order'));
  assert.ok(!services?.some(({ name }) => name === 'identity'));
});
