import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listPublishedEvents } from '@mambogo/contracts/api/internal-comparisons.ts';
import { consumers } from '@mambogo/contracts/enumerations.ts';
import { publisherOf } from '@mambogo/contracts/events/event.ts';
import { type ServiceName, serviceNames } from './service-blueprint.ts';
import { serviceBlueprint, services, sqlServices } from './services.ts';
import { topics } from './topics.ts';

test('lists every service once, with a unique port', () => {
  assert.deepEqual(
    services.map(({ name }) => name),
    serviceNames,
  );
  assert.equal(new Set(services.map(({ port }) => port)).size, services.length);
});

test('every topic has one publisher, and no service consumes its own topic', () => {
  for (const { name } of topics)
    assert.deepEqual(
      services.filter(({ emits }) => emits === name).map((service) => service.name),
      [publisherOf(name)],
    );
  for (const { name, emits, consumes } of services) assert.ok(!emits || !consumes.includes(emits), name);
});

test('services that publish or consume have the events component', () => {
  for (const { name, emits, consumes, components } of services) {
    assert.equal(components.includes('events'), emits !== undefined || consumes.length > 0, name);
  }
});

test("the contracts' consumers, whose dead letters are administered, are the services that consume a topic", () => {
  const consuming = services.filter(({ consumes }) => consumes.length > 0).map(({ name }) => name);
  assert.deepEqual([...consumers].sort(), consuming.sort());
});

test('only services with a sidecar call or are called', () => {
  const injected = new Set(services.filter(({ sidecar }) => sidecar).map(({ name }) => name));
  for (const { name, calls } of services) {
    if (calls.length > 0) assert.ok(injected.has(name), name);
    for (const call of calls) assert.ok(injected.has(call.service), `${name} -> ${call.service}`);
  }
});

test('the gateway may call only public paths, its feeds and the reports of instances', () => {
  const calls = services.find(({ name }) => name === 'gateway')?.calls ?? [];
  const paths = calls.filter(({ service }) => service !== 'web').flatMap((call) => call.paths);
  assert.deepEqual(
    [...new Set(paths)],
    ['/api/**', '/auth/**', '/internal/instance', '/internal/revocations', '/internal/settings'],
  );
  assert.deepEqual(calls.find(({ service }) => service === 'web')?.paths, ['/**'], 'pages can have any path');
});

test('a consumer with an inbox may list the published events of its publishers', () => {
  for (const { name, consumes, store, calls } of services.filter((service) => service.store !== 'state'))
    for (const topic of consumes) {
      const paths = calls.find(({ service }) => service === publisherOf(topic))?.paths ?? [];
      const { path } = listPublishedEvents;
      assert.ok(paths.includes(path), `${name} (${store}) -> ${topic}`);
    }
});

test('services may call only the routes that they use', () => {
  const allowed = (caller: ServiceName, callee: ServiceName) =>
    serviceBlueprint(caller).calls.find(({ service }) => service === callee)?.paths;
  assert.deepEqual(allowed('cart', 'product'), ['/internal/quote']);
  assert.deepEqual(allowed('order', 'product'), ['/internal/quote', '/internal/staff-actions']);
  assert.deepEqual(allowed('order', 'cart'), ['/internal/cart']);
  assert.deepEqual(allowed('order', 'config'), ['/internal/settings', '/internal/staff-actions']);
  const asked = ['/internal/timeline/**', listPublishedEvents.path];
  assert.deepEqual(allowed('order', 'payment'), asked);
  assert.deepEqual(allowed('order', 'inventory'), [...asked, '/internal/staff-actions']);
  for (const { name, calls } of services.filter((service) => service.name !== 'gateway'))
    for (const { service, paths } of calls)
      assert.ok(!paths.some((path) => ['/**', '/api/**', '/internal/**'].includes(path)), `${name} -> ${service}`);
});

test('no service may call the routes that deliver events', () => {
  for (const { calls } of services) {
    for (const { service, paths } of calls) {
      const subscribes = services.some(({ name, consumes }) => name === service && consumes.length > 0);
      assert.ok(paths.every((path) => /^\/(api|auth|internal)\//.test(path) || !subscribes));
    }
  }
});

test('services with a database have migrations and a database password', () => {
  for (const service of services) {
    const { name, migrates, credentials } = service;
    const sql = sqlServices.includes(service);
    assert.equal(migrates, sql, name);
    assert.equal(credentials.includes('database-password'), sql, name);
  }
});
