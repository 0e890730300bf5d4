import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Storefront } from '../api/storefront.ts';
import { buildModel } from './build-model.ts';
import type { Model, ServiceModel } from './model.ts';
import type { Placement } from './placement.ts';

const storefront: Storefront = {
  apiVersion: 'mambogo.com/v1alpha1',
  kind: 'Storefront',
  metadata: { name: 'flowers' },
  spec: {
    profile: 'local',
    version: '1.0.0',
    publicUrl: 'http://localhost:8080',
    payments: { provider: 'simulator' },
    catalog: { seed: 'demo' },
  },
};
const at = (port: number) => ({ host: '127.0.0.1', port });
const placement: Placement = {
  namespace: 'default',
  postgres: at(1),
  mysql: at(2),
  redis: at(3),
  kafka: { ...at(4), version: '3.9.0', authentication: [] },
  publicUrl: ({ spec }) => spec.publicUrl ?? '',
  listen: ({ port }) => at(port),
  reach: ({ port }) => at(port),
  sidecar: ({ port }) => ({ http: port + 1_000, grpc: port + 2_000, internalGrpc: port + 3_000 }),
  credentialsFolder: ({ name }) => `/credentials/${name}`,
  dataFile: ({ name }, file) => `/data/${name}/${file}`,
};
const model = buildModel(storefront, placement);
const service = (name: string, of: Model = model): ServiceModel => {
  const found = of.services.find((candidate) => candidate.name === name);
  assert.ok(found, name);
  return found;
};

test('a service is told its own name, peers and components by settings', () => {
  const { environment } = service('order');
  assert.equal(environment.APP_ID, 'flowers-order');
  assert.deepEqual(JSON.parse(environment.PEERS ?? ''), {
    identity: 'flowers-identity',
    cart: 'flowers-cart',
    product: 'flowers-product',
    payment: 'flowers-payment',
    inventory: 'flowers-inventory',
  });
  assert.deepEqual(JSON.parse(environment.COMPONENTS ?? ''), { events: 'flowers-events' });
  assert.equal(environment.DAPR_HTTP_PORT, '9083');
});

test('no secret is among the settings', () => {
  for (const { environment, credentials } of model.services) {
    assert.equal(environment.CREDENTIALS_DIR?.startsWith('/credentials/'), true);
    for (const purpose of Object.values(credentials)) assert.ok(!JSON.stringify(environment).includes(purpose));
  }
  assert.equal(service('order').environment.DATABASE_URL, 'postgres://order@127.0.0.1:1/order');
  assert.equal(service('product').environment.DATABASE_URL, 'mysql://product@127.0.0.1:2/product');
});

test('every service has secrets of its own, but the provider and payment share theirs', () => {
  assert.equal(service('order').credentials['database-password'], 'database-password/order');
  assert.equal(service('order').credentials['app-api-token'], 'app-api-token/order');
  for (const name of ['psp-api-key', 'psp-webhook-secret'] as const) {
    assert.ok(service('payment').credentials[name]);
    assert.equal(service('payment').credentials[name], service('psp-simulator').credentials[name]);
  }
});

test("the provider calls back at the shop's address, on one machine at the gateway's own port", () => {
  const callbackUrl = (of: Placement) =>
    service('psp-simulator', buildModel(storefront, of)).environment.PSP_CALLBACK_URL;
  assert.equal(callbackUrl(placement), 'http://localhost:8080/api/v1/payments/callbacks/simulator');
  const selfHosted = { secretsFile: '/secrets', namesFile: '/names' };
  assert.equal(callbackUrl({ ...placement, selfHosted }), 'http://127.0.0.1:8080/api/v1/payments/callbacks/simulator');
});

test('the password of a role is the one its service finds', () => {
  for (const { database, passwordPurpose } of model.databases) {
    assert.equal(service(database).credentials['database-password'], passwordPurpose);
  }
  for (const { name, passwordPurpose } of model.redisUsers) {
    const { credentials, sidecarSecrets } = service(name);
    assert.ok([credentials['redis-password'], sidecarSecrets['redis-password']].includes(passwordPurpose), name);
  }
});

test('the topics are those of the blueprint and one of dead letters for each consumer', () => {
  assert.deepEqual(
    model.topics.map(({ name, partitions }) => `${name} ${partitions}`),
    [
      ...['order.events 8', 'payment.events 4', 'inventory.events 6', 'product.events 2'],
      ...['product', 'cart', 'order', 'payment', 'inventory'].map((consumer) => `${consumer}.dead-letters 2`),
    ],
  );
});

test('the profile fills in what the Storefront leaves open', () => {
  assert.equal(service('identity').environment.DEMO_ACCOUNTS, 'true');
  assert.equal(service('product').environment.CATALOG_SEED, 'demo');
  const prod = buildModel(
    {
      ...storefront,
      spec: {
        profile: 'prod',
        version: '1.0.0',
        publicUrl: 'https://flowers.example',
        payments: { provider: 'stripe', stripe: { secretName: 'stripe' } },
      },
    },
    placement,
  );
  assert.equal(service('identity', prod).environment.DEMO_ACCOUNTS, 'false');
  assert.equal(service('product', prod).environment.CATALOG_SEED, 'none');
  assert.ok(!prod.services.some(({ name }) => name === 'psp-simulator'), 'no simulator where money is real');
});
