import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { rolloutOrder } from './rollout-order.ts';
import { type ServiceName, serviceNames } from './service-blueprint.ts';
import {
  type Additions,
  additions,
  blueprintOf,
  carriedVersions,
  currentBlueprint,
  currentVersion,
  previousVersion,
  unionOf,
  withoutAdditions,
} from './versions.ts';

const none: Additions = {
  events: [],
  services: [],
  topics: [],
  drains: false,
  readReplicas: false,
  optionalSidecarMetrics: false,
  entries: {},
};

test('carries this version and the one before it', () => {
  assert.deepEqual(carriedVersions, [previousVersion, currentVersion]);
  assert.equal(blueprintOf('0.9.0'), undefined);
});

test('the chart and the Storefronts of the repository have the version of the packages', () => {
  const read = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
  assert.equal(JSON.parse(read('package.json')).version, currentVersion);
  const chart = parse(read('charts/mambogo-operator/Chart.yaml'));
  assert.deepEqual([chart.version, chart.appVersion], [currentVersion, currentVersion]);
  for (const name of ['local', 'demo'])
    assert.match(read(`storefronts/${name}.yaml`), new RegExp(`^  version: ${currentVersion}$`, 'm'));
});

test('an earlier blueprint is this one without what was added, and their union is this one', () => {
  const added: Additions = {
    ...none,
    services: ['config'],
    topics: ['product.events'],
    entries: {
      order: { consumes: ['identity.events'], calls: [{ service: 'cart', paths: currentCallPaths('cart') }] },
    },
  };
  const before = withoutAdditions(currentBlueprint, '1.0.0', added);
  const order = before.services.find(({ name }) => name === 'order') ?? assert.fail();
  assert.deepEqual(order.consumes, ['inventory.events', 'payment.events']);
  assert.ok(!order.calls.some(({ service }) => service === 'cart'));
  assert.ok(!before.services.some(({ name }) => name === 'config'));
  assert.ok(!before.topics.some(({ name }) => name === 'product.events'));
  assert.deepEqual(sorted(unionOf(currentBlueprint, before)), sorted(currentBlueprint));
  assert.deepEqual(sorted(withoutAdditions(currentBlueprint, currentVersion, none)), sorted(currentBlueprint));
});

const currentCallPaths = (callee: ServiceName) =>
  currentBlueprint.services
    .find(({ name }) => name === 'order')
    ?.calls.filter(({ service }) => service === callee)
    .flatMap(({ paths }) => paths) ?? [];

/** Lists in one order: unions append. */
const sorted = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_key, one) =>
    Array.isArray(one) ? one.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : one,
  );

test('what a later version removed stays in the union', () => {
  const without = withoutAdditions(currentBlueprint, currentVersion, { ...none, services: ['config'] });
  assert.deepEqual(
    unionOf(without, currentBlueprint)
      .services.map(({ name }) => name)
      .sort(),
    [...serviceNames].sort(),
  );
});

test('services take a version in order of dependency: handlers before emitters, callees before callers, pages last', () => {
  const added: Additions = {
    ...none,
    events: [{ name: 'product.praised', emitter: 'product', handlers: ['order', 'cart'] }],
    entries: { cart: { calls: [{ service: 'gateway', paths: ['/x'] }] } },
  };
  const order = rolloutOrder(previousVersion, currentVersion, serviceNames, added);
  const isBefore = (one: ServiceName, other: ServiceName) => order.indexOf(one) < order.indexOf(other);
  assert.equal(order.length, serviceNames.length);
  assert.ok(isBefore('order', 'product') && isBefore('cart', 'product') && isBefore('gateway', 'cart'), order.join());
  assert.equal(order.at(-1), 'web');
  assert.deepEqual(rolloutOrder(currentVersion, previousVersion, serviceNames, added), order.toReversed());
  const circle: Additions = { ...none, events: [{ name: 'x.y', emitter: 'cart', handlers: ['cart'] }] };
  assert.throws(
    () => rolloutOrder(previousVersion, currentVersion, serviceNames, circle),
    /cart.* wait for each other/,
  );
});

test('the order of this release is possible, and covers every service', () => {
  const order = rolloutOrder(previousVersion, currentVersion, serviceNames);
  assert.deepEqual([...order].sort(), [...serviceNames].sort());
  for (const { emitter, handlers } of additions.events)
    for (const handler of handlers)
      assert.ok(order.indexOf(handler) < order.indexOf(emitter), `${handler}, ${emitter}`);
});
