import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readComponentTemplates } from './component-templates.ts';
import type { DaprObject } from './dapr-object.ts';
import { type ComponentsInput, renderComponents } from './render-components.ts';
import { services } from './services.ts';

const input: ComponentsInput = {
  storefront: 'shop',
  namespace: 'default',
  services,
  prefix: '',
  kafka: { brokers: '127.0.0.1:8492', version: '3.9.0', authentication: [{ name: 'authType', value: 'none' }] },
  redis: { host: '127.0.0.1:8379', user: 'cart', secretName: 'shop-cart', prefix: '', tls: false },
  selfHosted: { secretsFile: '/data/secrets.json', nameResolution: { component: 'sqlite', version: 'v1' } },
};
const templates = readComponentTemplates();
const objects = renderComponents(templates, input);

const named = (name: string): DaprObject => {
  const found = objects.find(({ metadata }) => metadata.name === name);
  assert.ok(found, `${name} is rendered`);
  return found;
};
const metadata = (object: DaprObject): Record<string, unknown> => {
  assert.ok(Array.isArray(object.spec.metadata));
  return Object.fromEntries(object.spec.metadata.map(({ name, value, secretKeyRef }) => [name, value ?? secretKeyRef]));
};

test('prefixes all names but the secret store with the storefront, so that two shops share none', () => {
  for (const { metadata } of objects) {
    assert.ok(metadata.name === 'kubernetes' || metadata.name.startsWith('shop-'), metadata.name);
  }
});

test('sets scopes on every object except Configurations', () => {
  for (const { kind, metadata, scopes } of objects) {
    if (kind === 'Configuration') assert.equal(scopes, undefined);
    else
      assert.ok(
        scopes?.every((appId) => appId.startsWith('shop-')),
        metadata.name,
      );
  }
});

test("renders a bulk subscription with one default route and its consumer's dead-letter topic", () => {
  const { spec, scopes } = named('shop-payment-inventory.events');
  assert.deepEqual(spec, {
    pubsubname: 'shop-events',
    topic: 'inventory.events',
    routes: { default: '/events/inventory.events' },
    deadLetterTopic: 'payment.dead-letters',
    bulkSubscribe: { enabled: true, maxMessagesCount: 100, maxAwaitDurationMs: 20 },
  });
  assert.deepEqual(scopes, ['shop-payment']);
});

test('renders one subscription per consumed topic, and one for dead letters', () => {
  const wanted = services.reduce((sum, { consumes }) => sum + consumes.length + (consumes.length > 0 ? 1 : 0), 0);
  assert.equal(objects.filter(({ kind }) => kind === 'Subscription').length, wanted);
});

test('delivers dead letters raw, one at a time, with unlimited retries', () => {
  const { spec } = named('shop-order-dead-letters');
  assert.deepEqual(spec.metadata, { rawPayload: 'true' });
  assert.equal(spec.bulkSubscribe, undefined);
  assert.equal(spec.deadLetterTopic, undefined);
  assert.equal(spec.pubsubname, 'shop-dead-letters');
  const { policies, targets } = named('shop-resiliency').spec as {
    policies: { retries: Record<string, { maxRetries: number }> };
    targets: { components: Record<string, { inbound?: { retry: string } }> };
  };
  const retry = targets.components['shop-dead-letters']?.inbound?.retry ?? '';
  assert.equal(policies.retries[retry]?.maxRetries, -1);
});

test('retries events for 20 s, longer than a health check needs to pause them', () => {
  const { policies } = named('shop-resiliency').spec as {
    policies: { retries: Record<string, { policy: string; duration: string; maxRetries: number }> };
  };
  const { policy, duration, maxRetries } = policies.retries.events ?? { policy: '', duration: '', maxRetries: 0 };
  assert.equal(policy, 'constant');
  assert.equal(duration, '500ms');
  assert.equal(maxRetries * 500, 20_000);
});

test('sidecars neither retry nor time out calls between services', () => {
  const { policies, targets } = named('shop-resiliency').spec as {
    policies: { retries: Record<string, { maxRetries: number }> };
    targets: { apps: Record<string, { retry: string; timeout?: string }> };
  };
  for (const { name } of services.filter(({ sidecar }) => sidecar)) {
    const policy = targets.apps[`shop-${name}`];
    assert.equal(policies.retries[policy?.retry ?? '']?.maxRetries, 0, name);
    assert.equal(policy?.timeout, undefined, name);
  }
});

test('lets only the owner publish to a topic, and names every app with the component', () => {
  const scopes = String(metadata(named('shop-events')).publishingScopes).split(';');
  assert.deepEqual(
    scopes.filter((scope) => scope.includes('order.events')),
    ['shop-order=order.events,order.anchors,order.dead-letters'],
  );
  assert.deepEqual(
    scopes.map((scope) => scope.split('=')[0]),
    named('shop-events').scopes,
  );
});

test('denies calls unless the blueprint lists them', () => {
  const { spec } = named('shop-cart');
  const control = spec.accessControl as { defaultAction: string; policies: { appId: string; operations: unknown }[] };
  assert.equal(control.defaultAction, 'deny');
  assert.deepEqual(
    control.policies.map(({ appId }) => appId),
    ['shop-gateway', 'shop-order', 'shop-pricing'],
  );
  assert.deepEqual(control.policies[0]?.operations, [
    { name: '/api/**', httpVerb: ['*'], action: 'allow' },
    { name: '/auth/**', httpVerb: ['*'], action: 'allow' },
    { name: '/internal/instance', httpVerb: ['*'], action: 'allow' },
  ]);
});

test('renders an empty list for a service without callers', () => {
  const control = named('shop-gateway').spec.accessControl as { defaultAction: string; policies: unknown[] };
  assert.deepEqual([control.defaultAction, control.policies], ['deny', []]);
});

test('turns off sampling, metrics and hot reload', () => {
  const { spec } = named('shop-order');
  assert.deepEqual(spec.tracing, { samplingRate: '0' });
  assert.deepEqual(spec.metrics, { enabled: false, http: { increasedCardinality: false } });
  assert.deepEqual(spec.features, [{ name: 'HotReload', enabled: false }]);
});

test('sends spans of sidecars to the collector of the services', () => {
  const tracing = (format: 'otlp' | 'zipkin', endpoint: string) => {
    const rendered = renderComponents(templates, { ...input, traces: { format, endpoint } });
    return rendered.find(({ kind, metadata }) => kind === 'Configuration' && metadata.name === 'shop-order')?.spec
      .tracing;
  };
  const samplingRate = '0.0000001';
  assert.deepEqual(tracing('zipkin', 'http://127.0.0.1:9411/api/v2/spans'), {
    samplingRate,
    zipkin: { endpointAddress: 'http://127.0.0.1:9411/api/v2/spans' },
  });
  assert.deepEqual(tracing('otlp', 'https://collector:4318/v1/traces'), {
    samplingRate,
    otel: { endpointAddress: 'collector:4318', isSecure: true, protocol: 'http' },
  });
});

test('references secrets in the store that has the same name in both modes', () => {
  const carts = named('shop-carts');
  assert.deepEqual(metadata(carts).redisPassword, { name: 'shop-cart', key: 'redis-password' });
  assert.deepEqual(carts.auth, { secretStore: 'kubernetes' });
});

test('renders no secret store and name resolution for a cluster; everything else is the same', () => {
  const inCluster = renderComponents(templates, { ...input, selfHosted: undefined });
  assert.ok(!inCluster.some(({ metadata }) => metadata.name === 'kubernetes'));
  const strip = (list: readonly DaprObject[]) =>
    list
      .filter(({ metadata }) => metadata.name !== 'kubernetes')
      .map((object) => ({ ...object, spec: { ...object.spec, mtls: undefined, nameResolution: undefined } }));
  assert.deepEqual(strip(inCluster), strip(objects));
});

test('prefixes consumer groups and state keys on shared stores', () => {
  const shared = renderComponents(templates, {
    ...input,
    prefix: 'demo-shop-',
    redis: { ...input.redis, prefix: 'demo-shop-' },
  });
  const of = (name: string) => metadata(shared.find(({ metadata }) => metadata.name === name) ?? named(name));
  assert.equal(of('shop-events').consumerGroup, 'demo-shop-{appID}');
  assert.equal(of('shop-carts').keyPrefix, 'demo-shop-shop-cart');
});
