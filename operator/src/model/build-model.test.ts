import assert from 'node:assert/strict';
import { test } from 'node:test';
import { services } from '@mambogo/blueprint/services.ts';
import { topics } from '@mambogo/blueprint/topics.ts';
import { paymentCallback } from '@mambogo/contracts/api/payments.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { consumers } from '@mambogo/contracts/enumerations.ts';
import { flowers, flowersPlacement } from '../../testing/flowers.ts';
import type { Storefront } from '../api/storefront.ts';
import { buildModel } from './build-model.ts';
import type { Model, ServiceModel } from './model.ts';

const storefront = flowers({ catalog: { seed: 'demo' } });
const model = buildModel(storefront, flowersPlacement);
const service = (name: string, of: Model = model): ServiceModel => {
  const found = of.services.find((candidate) => candidate.name === name);
  assert.ok(found, name);
  return found;
};

test('configures names, peers and components of a service by environment', () => {
  const { environment } = service('order');
  assert.equal(environment.APP_ID, 'flowers-order');
  assert.deepEqual(JSON.parse(environment.PEERS ?? ''), {
    identity: 'flowers-identity',
    config: 'flowers-config',
    cart: 'flowers-cart',
    product: 'flowers-product',
    payment: 'flowers-payment',
    pricing: 'flowers-pricing',
    inventory: 'flowers-inventory',
  });
  assert.deepEqual(JSON.parse(environment.COMPONENTS ?? ''), { events: 'flowers-events' });
  assert.equal(environment.DAPR_HTTP_PORT, '9083');
});

test('has no secrets in the environment', () => {
  for (const { environment, credentials } of model.services) {
    assert.equal(environment.CREDENTIALS_DIR?.startsWith('/credentials/'), true);
    for (const purpose of Object.values(credentials)) assert.ok(!JSON.stringify(environment).includes(purpose));
  }
  assert.equal(service('order').environment.DATABASE_URL, 'postgres://order@127.0.0.1:1/order');
  assert.equal(service('product').environment.DATABASE_URL, 'mysql://product@127.0.0.1:2/product');
});

test('gives every service its own secrets, and the provider and payment shared ones', () => {
  assert.equal(service('order').credentials['database-password'], 'database-password/order');
  assert.equal(service('order').credentials['app-api-token'], 'app-api-token/order');
  for (const name of ['psp-api-key', 'psp-webhook-secret'] as const) {
    assert.ok(service('payment').credentials[name]);
    assert.equal(service('payment').credentials[name], service('psp-simulator').credentials[name]);
  }
});

test("sends the simulator's callbacks to the gateway itself", () => {
  const public_ = { ...storefront, spec: { ...storefront.spec, publicUrl: 'https://flowers.example' } };
  const { environment } = service('psp-simulator', buildModel(public_, flowersPlacement));
  const callback = pathOf(paymentCallback, { params: { provider: 'simulator' } });
  assert.equal(environment.PSP_CALLBACK_URL, `http://127.0.0.1:8080${callback}`);
});

test('prefixes databases, roles and keys in a shared store', () => {
  const shared = buildModel(storefront, {
    ...flowersPlacement,
    storeOf: (of) => ({
      ...flowersPlacement.storeOf(of),
      prefix: 'demo-flowers-',
      ...(of.store === 'redis' ? { user: 'us' } : {}),
    }),
  });
  assert.equal(
    service('order', shared).environment.DATABASE_URL,
    'postgres://demo-flowers-order@127.0.0.1:1/demo-flowers-order',
  );
  assert.equal(service('gateway', shared).environment.REDIS_URL, 'redis://us@127.0.0.1:3');
  assert.equal(service('gateway', shared).environment.REDIS_PREFIX, 'demo-flowers-flowers-gateway:');
  assert.equal(shared.daprComponents.redis.prefix, 'demo-flowers-');
  assert.ok(shared.databases.every(({ database, role }) => database === role && database.startsWith('demo-flowers-')));
});

test('gives a role the password its service reads', () => {
  for (const { service: owner, passwordPurpose } of model.databases) {
    assert.equal(service(owner).credentials['database-password'], passwordPurpose);
  }
  for (const { name, passwordPurpose } of model.redisUsers) {
    const { credentials, sidecarSecrets } = service(name);
    assert.ok([credentials['redis-password'], sidecarSecrets['redis-password']].includes(passwordPurpose), name);
  }
});

test("has the blueprint's topics a dead-letter topic per consumer, and a topic of anchors per publisher", () => {
  assert.deepEqual(
    model.topics.map(({ name, partitions }) => `${name} ${partitions}`),
    [
      ...topics.map(({ name, partitions }) => `${name} ${partitions}`),
      ...consumers.map((consumer) => `${consumer}.dead-letters 2`),
      ...services.filter(({ emits }) => emits).map((publisher) => `${publisher.name}.anchors 1`),
    ],
  );
});

test('fills in defaults of the profile', () => {
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
    flowersPlacement,
  );
  assert.equal(service('identity', prod).environment.DEMO_ACCOUNTS, 'false');
  assert.equal(service('product', prod).environment.CATALOG_SEED, 'none');
  assert.equal(service('identity').environment.STAFF_MFA, 'optional');
  assert.equal(service('identity', prod).environment.STAFF_MFA, 'required');
  assert.equal(service('order').environment.STEP_UP, undefined, 'no step-up in the local profile');
  assert.equal(service('order', prod).environment.STEP_UP, 'true');
  assert.equal(service('gateway', prod).environment.STEP_UP_ACR_VALUES, 'urn:mambogo:acr:mfa');
  assert.ok(!prod.services.some(({ name }) => name === 'psp-simulator'), 'no simulator in prod');
});

test('replaces identity by an external issuer', () => {
  const external = { issuer: 'https://id.example.com/realm/', audience: 'shop-api' };
  const demo = (acrValues?: string[]) => {
    const spec = { ...storefront.spec, profile: 'demo' as const, identity: { external: { ...external, acrValues } } };
    return service('order', buildModel({ ...storefront, spec }, flowersPlacement)).environment;
  };
  assert.equal(demo().STEP_UP, undefined, 'no acr values to request');
  assert.equal(demo(['gold', 'platinum']).STEP_UP_ACR_VALUES, 'gold platinum');
  const withExternalIssuer = buildModel(
    { ...storefront, spec: { ...storefront.spec, identity: { external } } },
    flowersPlacement,
  );
  assert.ok(!withExternalIssuer.services.some(({ name }) => name === 'identity'));
  assert.ok(!withExternalIssuer.databases.some((database) => database.service === 'identity'));
  for (const { environment } of withExternalIssuer.services) {
    assert.equal(environment.ISSUER, external.issuer);
    assert.equal(environment.AUDIENCE, 'shop-api');
    assert.doesNotMatch(environment.PEERS ?? '', /identity/);
  }
  assert.equal(service('web', withExternalIssuer).environment.OIDC_CLIENT_ID, 'mambogo-spa');
  assert.equal(
    service('web', withExternalIssuer).environment.DEMO_ACCOUNTS,
    'false',
    'the issuer has its own accounts',
  );
  assert.equal(service('order').environment.ISSUER, 'http://localhost:8080/auth');
  assert.equal(service('order').environment.AUDIENCE, undefined);
});

test('configures trusted proxies of an Ingress and of a Gateway, and none by default', () => {
  const limitsFor = (spec: Partial<Storefront['spec']>) =>
    service('gateway', buildModel({ ...storefront, spec: { ...storefront.spec, ...spec } }, flowersPlacement))
      .environment.TRUSTED_PROXIES;
  assert.equal(limitsFor({}), '');
  assert.equal(limitsFor({ ingress: { trustedProxies: ['10.0.0.0/8', 'fd00::1'] } }), '10.0.0.0/8,fd00::1');
  assert.equal(limitsFor({ gateway: { parentRef: { name: 'edge' }, trustedProxies: ['10.0.0.1'] } }), '10.0.0.1');
});

test('passes rate limits of the Storefront, and their file to the gateway', () => {
  assert.equal(model.limits, undefined);
  assert.equal(service('gateway').environment.LIMITS_FILE, '/data/gateway/limits.json');
  const limits = { cart: { user: 5 } };
  assert.deepEqual(
    buildModel({ ...storefront, spec: { ...storefront.spec, limits } }, flowersPlacement).limits,
    limits,
  );
});

test('passes amount limits of the Storefront, and leaves unset ones out', () => {
  const own = {
    ...storefront,
    spec: { ...storefront.spec, currency: 'VND', amounts: { maxPrice: 7, minOrderTotal: 5 } },
  };
  const model = buildModel(own, flowersPlacement);
  for (const name of ['product', 'order', 'web']) {
    const { environment } = service(name, model);
    const { CURRENCY, MAX_PRICE, MIN_ORDER_TOTAL, MAX_ORDER_TOTAL, PAYMENT_PROVIDER } = environment;
    assert.deepEqual(
      [CURRENCY, MAX_PRICE, MIN_ORDER_TOTAL, MAX_ORDER_TOTAL, PAYMENT_PROVIDER],
      ['VND', '7', '5', undefined, 'simulator'],
      name,
    );
  }
});
