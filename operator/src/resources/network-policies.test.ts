import assert from 'node:assert/strict';
import { test } from 'node:test';
import { services } from '@mambogo/blueprint/services.ts';
import { routeOwners } from '@mambogo/contracts/route.ts';
import { sampleShop } from '../../testing/sample-shop.ts';
import { allows, type Endpoint, type NetworkPolicySpec, type Policy } from './network-policy.ts';

const { model, objects } = sampleShop();
const policies: Policy[] = objects
  .filter(({ kind }) => kind === 'NetworkPolicy')
  .map(({ spec, metadata }) => ({ ...(spec as NetworkPolicySpec), namespace: metadata.namespace ?? '' }));

/** Components with pods, with the labels of their templates. */
const parts = new Map<string, Endpoint>(
  objects.flatMap(({ spec, metadata }) => {
    const labels = (spec as { template?: { metadata: { labels: Record<string, string> } } } | undefined)?.template
      ?.metadata.labels;
    return labels ? [[labels['mambogo.com/part'] ?? '', { namespace: metadata.namespace ?? '', labels }] as const] : [];
  }),
);
const component = (name: string): Endpoint => parts.get(name) ?? assert.fail(`no pods of ${name}`);
const otherNamespace: Endpoint = { namespace: 'elsewhere', labels: { app: 'anything' } };
const neighbour: Endpoint = { namespace: 'demo', labels: { app: 'anything' } };
const internet: Endpoint = { namespace: '', labels: {}, outside: true };
const tcp = (port: number) => ({ protocol: 'TCP', port }) as const;
const interesting = [
  53, 3306, 3500, 5173, 5432, 6379, 6380, 6500, 8080, 8081, 8082, 8083, 8084, 8085, 8086, 8090, 8099, 9090, 9092, 9093,
  50_001, 50_002,
];

/** The edges of the blueprint, with ports. */
function edges(): Set<string> {
  const found = new Set<string>();
  const stores = { postgres: 5432, mysql: 3306, redis: 6380, state: 6380 } as const;
  const server = { postgres: 'postgres', mysql: 'mysql', redis: 'redis', state: 'redis' } as const;
  for (const { name, calls, store, components, migrates, emits } of services) {
    for (const call of calls) found.add(`${name} > ${call.service}:50002`);
    if (store in stores) {
      const kind = store as keyof typeof stores;
      found.add(`${name} > ${server[kind]}:${stores[kind]}`);
      if (migrates) found.add(`${name}-migration > ${server[kind]}:${stores[kind]}`);
    }
    if (components.includes('events')) found.add(`${name} > kafka:9092`);
    if (emits) found.add(`${name} > apicurio:8080`);
  }
  for (const [job, store, port] of [
    ['postgres', 'postgres', 5432],
    ['mysql', 'mysql', 3306],
    ['kafka', 'kafka', 9092],
  ])
    found.add(`${job}-setup > ${store}:${port}`);
  for (const ingress of [
    'payment > psp-simulator:8086',
    'psp-simulator > gateway:8080',
    'apicurio > postgres:5432',
    'kafka > kafka:9092',
    'kafka > kafka:9093',
  ])
    found.add(ingress);
  return found;
}

test("opens exactly the blueprint's edges between the pods of a shop", () => {
  const open = new Set<string>();
  for (const [from, source] of parts)
    for (const [to, target] of parts)
      for (const port of interesting)
        if (allows(policies, source, target, tcp(port))) open.add(`${from} > ${to}:${port}`);
  // Health is for monitoring, and closed inside the shop: no pod may connect to that port.
  assert.deepEqual([...open].sort(), [...edges()].sort());
});

test('opens only the gateway to the outside, and health to pods of the cluster', () => {
  for (const name of parts.keys())
    for (const port of interesting) {
      const injected = model.services.some((service) => service.name === name && service.sidecar);
      const isAllowed = (name === 'gateway' && port === 8080) || (name === 'psp-simulator' && port === 8086);
      assert.equal(allows(policies, internet, component(name), tcp(port)), isAllowed, `world > ${name}:${port}`);
      for (const outsider of [otherNamespace, neighbour])
        assert.equal(
          allows(policies, outsider, component(name), tcp(port)),
          isAllowed || (injected && port === 8099),
          `stranger > ${name}:${port}`,
        );
    }
});

test('allows egress to DNS, and with a sidecar to Dapr, only', () => {
  const dns: Endpoint = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
  const dapr: Endpoint = { namespace: 'dapr-system', labels: { app: 'dapr-sentry' } };
  for (const name of parts.keys()) {
    const injected = model.services.some((service) => service.name === name && service.sidecar);
    for (const port of interesting) {
      assert.equal(
        allows(policies, component(name), internet, tcp(port)),
        port === 53 && name !== 'postgres' && name !== 'mysql' && name !== 'redis',
        `${name} > world:${port}`,
      );
      assert.equal(
        allows(policies, component(name), dapr, tcp(port)),
        (injected && [6500, 50_001].includes(port)) || (port === 53 && !['postgres', 'mysql', 'redis'].includes(name)),
        `${name} > dapr:${port}`,
      );
    }
    if (!['postgres', 'mysql', 'redis'].includes(name))
      assert.ok(allows(policies, component(name), dns, { protocol: 'UDP', port: 53 }));
  }
});

test('allows egress to an external store in its ranges and port only', () => {
  const external = new Map([['x', { host: 'db.example', port: 5432, username: 'a', password: 'b', version: '1' }]]);
  const shop = sampleShop({
    spec: { data: { postgres: { external: { secretName: 'x' } } }, egress: { cidrs: ['10.1.0.0/16'] } },
    external,
  });
  const storePolicies = shop.objects
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .map(({ spec, metadata }) => ({ ...(spec as NetworkPolicySpec), namespace: metadata.namespace ?? '' }));
  assert.ok(allows(storePolicies, component('order'), internet, tcp(5432)));
  assert.ok(!allows(storePolicies, component('order'), internet, tcp(5433)));
  assert.ok(!allows(storePolicies, component('cart'), internet, tcp(5432)));
  assert.match(JSON.stringify(storePolicies), /10\.1\.0\.0\/16/);
});

test('allows egress to an external provider for payment only, at public addresses by HTTPS', () => {
  const shop = sampleShop({
    spec: { payments: { provider: 'stripe', stripe: { secretName: 'keys' } } },
    providerSecret: { name: 'keys', version: '1' },
  });
  const storePolicies = shop.objects
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .map(({ spec, metadata }) => ({ ...(spec as NetworkPolicySpec), namespace: metadata.namespace ?? '' }));
  for (const name of [...parts.keys()].filter((one) => one !== 'psp-simulator'))
    assert.equal(allows(storePolicies, component(name), internet, tcp(443)), name === 'payment', name);
  assert.ok(!allows(storePolicies, component('payment'), internet, tcp(80)));
  assert.ok(!allows(storePolicies, component('payment'), otherNamespace, tcp(443)), 'a pod is not a public address');
  const text = JSON.stringify(storePolicies);
  for (const range of ['10.0.0.0/8', '169.254.0.0/16', '192.168.0.0/16', '172.16.0.0/12'])
    assert.ok(text.includes(range), `${range} is left out`);
  assert.ok(!text.includes('8086'), 'there is no simulator to reach');
});

test('allows egress to an external issuer for services that verify tokens', () => {
  const shop = sampleShop({
    spec: {
      identity: { external: { issuer: 'https://id.example:8443/realm', audience: 'shop' } },
      egress: { cidrs: ['10.1.0.0/16'] },
    },
  });
  const storePolicies = shop.objects
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .map(({ spec, metadata }) => ({ ...(spec as NetworkPolicySpec), namespace: metadata.namespace ?? '' }));
  for (const name of ['gateway', ...routeOwners.filter((owner) => owner !== 'identity')])
    assert.ok(allows(storePolicies, component(name), internet, tcp(8443)), name);
  for (const name of ['web', 'psp-simulator', 'product-migration'])
    assert.ok(!allows(storePolicies, component(name), internet, tcp(8443)), name);
  assert.ok(!JSON.stringify(shop.objects).includes('shop-identity'));
});

test('isolates two shops in one namespace', () => {
  const other = sampleShop({ name: 'other' });
  const both = [
    ...policies,
    ...other.objects
      .filter(({ kind }) => kind === 'NetworkPolicy')
      .map(({ spec }) => ({ ...(spec as NetworkPolicySpec), namespace: 'demo' })),
  ];
  const theirOrder: Endpoint = {
    namespace: 'demo',
    labels: { 'mambogo.com/storefront': 'other', 'mambogo.com/part': 'order' },
  };
  for (const port of interesting)
    for (const name of ['inventory', 'postgres', 'kafka', 'redis'])
      assert.ok(!allows(both, theirOrder, component(name), tcp(port)), `${name}:${port}`);
});
