import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { previousVersion } from '@mambogo/blueprint/versions.ts';
import { parse } from 'yaml';
import { type RunningOperator, startOperator } from '../../testing/start-operator.ts';
import { storefrontYaml, withHost } from '../../testing/storefront-yaml.ts';
import { startTestCluster, type TestCluster } from '../../testing/test-cluster.ts';
import { waitForCondition, waitUntilReady } from '../../testing/wait-for-condition.ts';
import type { KubeObject } from '../kube/kube-object.ts';
import type { StatusCondition } from './status/conditions.ts';

let cluster: TestCluster;
let operator: RunningOperator;
before(async () => {
  cluster = await startTestCluster();
  operator = await startOperator(cluster);
  await cluster.namespace(namespace);
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
    /this release of the operator supports 1\.0\.0, 1\.1\.0/,
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
    ['schemaRegistry: { external: { url: "ftp://r" } }', /spec\.schemaRegistry\.external\.url/],
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

const rejectedAfterAdmission: readonly [string, string, RegExp][] = [
  [
    'read replicas of a shop of the version before',
    storefrontYaml({ version: previousVersion, more: '  data: { mysql: { embedded: { replicas: 2 } } }' }),
    /spec\.data\.mysql\.embedded\.replicas: shops of version 1\.0\.0 have no read replicas/,
  ],
  [
    "a service's own CloudNativePG",
    withSpec('services: { order: { store: { cnpg: {} } } }'),
    /spec\.services\.order\.store\.cnpg/,
  ],
  [
    'a collector that is no URL',
    storefrontYaml({ more: '  telemetry: { otlpEndpoint: "collector:4318" }' }),
    /spec\.telemetry\.otlpEndpoint: must be the http or https URL/,
  ],
  [
    'a page of traces without a place for the id',
    storefrontYaml({ more: '  telemetry: { tracePage: "https://zipkin.example.com" }' }),
    /spec\.telemetry\.tracePage: must be an http or https URL that contains/,
  ],
  [
    'a schedule that is none, and settings at an address that config cannot read,',
    storefrontYaml({
      more: '  backup: { schedule: "daily", destination: { volumeClaim: { claimName: b } } }\n  settings: { git: { url: "ssh://git.example/shop.git" } }',
    }),
    /spec\.backup\.schedule is not a cron expression.*; spec\.settings\.git\.url has no effect/,
  ],
];
/**
 * All on one Storefront, which waits for a Secret in between: a shop that starts costs far more than a condition. The tests below
 * continue with it.
 */
const namespace = 'mistaken';
const absentAdmin = storefrontYaml({ more: '  identity: { embedded: { adminSecretName: first-admin } }' });
for (const [what, text, expected] of rejectedAfterAdmission) {
  test(`${what} is a condition that names the field, and fixing it needs no restart`, async () => {
    await apply(namespace, text);
    const isNamed = (one: StatusCondition) => one.reason === 'NotSupported' && expected.test(one.message);
    await waitForCondition(cluster, namespace, 'Accepted', isNamed);
    await apply(namespace, absentAdmin);
    await waitForCondition(cluster, namespace, 'Accepted', ({ status }) => status === 'True');
    await waitForSecrets('AdminSecretMissing');
  });
}

const waitForSecrets = (expected: string) =>
  waitForCondition(cluster, namespace, 'SecretsReady', ({ reason }) => reason === expected);
const createSecret = (name: string, ...values: string[]) =>
  cluster.kubectl([
    'create',
    'secret',
    'generic',
    '-n',
    namespace,
    name,
    ...values.map((one) => `--from-literal=${one}`),
  ]);
const deleteSecret = (name: string) => cluster.kubectl(['delete', 'secret', '-n', namespace, name]);

test('reports a missing Secret of the first administrator, then a missing password, then becomes Ready', async () => {
  assert.match(
    (await waitForSecrets('AdminSecretMissing')).message,
    new RegExp(`adminSecretName: there is no Secret first-admin in ${namespace}`),
  );
  await createSecret('first-admin', 'login=chief');
  assert.match((await waitForSecrets('AdminSecretIncomplete')).message, /lacks password/);
  await deleteSecret('first-admin');
  await createSecret('first-admin', 'login=chief', 'password=correct horse');
  const { conditions, services } = await waitUntilReady(cluster, namespace);
  assert.equal(conditions.find(({ type }) => type === 'FieldsSupported')?.status, 'True');
  assert.ok(services?.some(({ name }) => name === 'psp-simulator'));
  assert.ok(services?.some(({ name }) => name === 'identity'));
});

test('reports a missing Secret of the payment provider, then missing keys, then becomes Ready', async () => {
  const stripe = 'payments: { provider: stripe, stripe: { secretName: stripe } }';
  await apply(namespace, storefrontYaml().replace('payments: { provider: simulator }', stripe));
  assert.match(
    (await waitForSecrets('ProviderSecretMissing')).message,
    new RegExp(
      `spec\\.payments\\.stripe\\.secretName: there is no Secret stripe in ${namespace}; create it with the keys api-key, webhook-secret`,
    ),
  );
  await createSecret('stripe', 'api-key=sk');
  assert.match((await waitForSecrets('ProviderSecretIncomplete')).message, /lacks webhook-secret, publishable-key/);
  await deleteSecret('stripe');
  await createSecret('stripe', 'api-key=sk', 'webhook-secret=wh', 'publishable-key=pk');
  const { services } = await waitUntilReady(cluster, namespace);
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
  await apply(
    namespace,
    storefrontYaml({ more: '  identity: { external: { issuer: "https://id.example.com/shop", audience: shop-api } }' }),
  );
  const { services } = await waitUntilReady(cluster, namespace);
  assert.ok(services?.some(({ name }) => name === 'order'));
  assert.ok(!services?.some(({ name }) => name === 'identity'));
});
