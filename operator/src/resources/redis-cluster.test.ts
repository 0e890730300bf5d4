import assert from 'node:assert/strict';
import { test } from 'node:test';
import { previousVersion } from '@mambogo/blueprint/versions.ts';
import { sampleShop } from '../../testing/sample-shop.ts';
import { Storefront } from '../api/storefront.ts';
import { serverNames } from '../certificates/server-names.ts';
import { field, fieldList, fieldText } from '../kube/kube-object.ts';
import { rejectedFields } from '../model/unsupported-fields.ts';

const sharded = (shards: number) => sampleShop({ spec: { data: { redis: { embedded: { shards } } } } });
const shop = sharded(3);
const find = (kind: string, name: string, { objects } = shop) =>
  objects.find((object) => object.kind === kind && object.metadata.name === name) ?? assert.fail(`no ${kind} ${name}`);
const hosts = [0, 1, 2, 3, 4, 5].map((at) => `shop-redis-${at}.shop-redis.demo.svc:6380`).join(',');

test('a Redis cluster has two members per shard, spread over nodes, of which one may be away', () => {
  const { spec } = find('StatefulSet', 'shop-redis');
  assert.equal(field(spec, 'replicas'), 6);
  assert.equal(fieldList(spec, 'template', 'spec', 'topologySpreadConstraints').length, 1);
  assert.equal(field(find('PodDisruptionBudget', 'shop-redis').spec, 'maxUnavailable'), 1);
});

test('its first configuration has all slots, once each, and a replica for each primary', () => {
  const nodes = (fieldText(find('ConfigMap', 'shop-redis').data, 'nodes') ?? '').trim().split('\n').slice(0, -1);
  const fields = nodes.map((line) => line.split(' '));
  const ids = fields.map(([id]) => id);
  assert.equal(new Set(ids).size, 6);
  assert.ok(ids.every((id) => /^[0-9a-f]{40}$/.test(id ?? '')));
  assert.deepEqual(
    fields.slice(0, 3).map((line) => line.at(-1)),
    ['0-5460', '5461-10921', '10922-16383'],
  );
  assert.deepEqual(
    fields.slice(3).map((line) => line[3]),
    ids.slice(0, 3),
  );
});

test('its users have the addresses of all members, and certificates are valid for each', () => {
  const gateway = shop.model.services.find(({ name }) => name === 'gateway');
  assert.equal(gateway?.environment.REDIS_CLUSTER, hosts);
  const metadata = fieldList(find('Component', 'shop-carts').spec, 'metadata').map((item) => [
    fieldText(item, 'name'),
    fieldText(item, 'value'),
  ]);
  assert.deepEqual(Object.fromEntries(metadata).redisHost, hosts);
  assert.deepEqual(Object.fromEntries(metadata).redisType, 'cluster');
  const store = shop.model.stores.find(({ name }) => name === 'redis') ?? assert.fail();
  assert.ok(serverNames('shop', 'demo', store).includes('*.shop-redis.demo.svc'));
});

test('members reach each other at the port of clients and at that of the bus, and nobody else at the latter', () => {
  const { spec } = find('NetworkPolicy', 'shop-redis');
  const rules = fieldList(spec, 'ingress').map((rule) => ({
    from: fieldList(rule, 'from').map((peer) =>
      fieldText(field(peer, 'podSelector', 'matchLabels'), 'mambogo.com/part'),
    ),
    ports: fieldList(rule, 'ports').map((port) => field(port, 'port')),
  }));
  assert.deepEqual(
    rules.filter(({ ports }) => ports.includes(16_380)),
    [{ from: ['redis'], ports: [6380, 16_380] }],
  );
});

test('one shard is a single Redis as before', () => {
  const [one, none] = [sharded(1), sampleShop()];
  for (const [kind, name] of [
    ['StatefulSet', 'shop-redis'],
    ['ConfigMap', 'shop-redis'],
    ['Component', 'shop-carts'],
    ['Deployment', 'shop-gateway'],
  ] as const)
    assert.deepEqual(find(kind, name, one), find(kind, name, none));
});

test('a shop of a version before Redis clusters cannot have one', () => {
  const storefront = Storefront.parse(shop.storefront);
  assert.deepEqual(rejectedFields(storefront), []);
  const earlier = { ...storefront, spec: { ...storefront.spec, version: previousVersion } };
  assert.deepEqual(
    rejectedFields(earlier).map(({ field, message }) => `${field}: ${message}`),
    [
      'spec.data.redis.embedded.shards: a Redis cluster needs version 1.1.0 of the shop, which has 1.0.0; remove it or set 1',
    ],
  );
});
