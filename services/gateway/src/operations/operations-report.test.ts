import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import type { InstanceFacts } from '@mambogo/contracts/api/internal-instance.ts';
import { getOperations, OperationsReport } from '@mambogo/contracts/api/operations.ts';
import { until } from '@mambogo/testing/until.ts';
import type { UpstreamHandler } from '../../testing/fake-sidecar.ts';
import { startGateway } from '../../testing/start-gateway.ts';

const facts = (instance: string): InstanceFacts => ({
  instance,
  version: '1.0.0',
  startedAt: '2026-11-29T10:00:00.000Z',
  problems: [],
  cpuSeconds: 1,
  memoryBytes: 1_000,
  breakers: [],
  inbox: [],
  emitted: {},
});
const answering = (...instances: string[]): UpstreamHandler => {
  let turn = 0;
  return (_request, response) => {
    turn += 1;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(facts(instances[turn % instances.length] ?? '')));
  };
};

/** A gateway with a registry of names as sidecars write it. */
async function start(t: TestContext, hosts: readonly (readonly [appId: string, address: string])[]) {
  const folder = mkdtempSync(join(tmpdir(), 'names-'));
  const file = join(folder, 'names.sqlite');
  const database = new DatabaseSync(file);
  database.exec(`create table hosts (registration_id text primary key, address text not null, app_id text not null,
    namespace text not null, last_update integer not null)`);
  const insert = database.prepare('insert into hosts values (?, ?, ?, ?, unixepoch() - ?)');
  for (const [appId, address] of hosts) insert.run(address, address, appId, 'default', 0);
  insert.run('expired', '127.0.0.1:9', 'shop-cart', 'default', 60);
  database.close();
  const gateway = await startGateway({ NAMES_FILE: file, TRACE_PAGE: 'http://127.0.0.1:8411/zipkin/traces/{traceId}' });
  t.after(async () => {
    await gateway.stop();
    rmSync(folder, { recursive: true });
  });
  const get = (scope: string) =>
    fetch(gateway.url + getOperations.path, { headers: { authorization: `Bearer ${gateway.token(scope)}` } });
  const report = async () => OperationsReport.parse(await (await get('operations:manage')).json());
  return { gateway, get, report };
}
const partOf = ({ services }: OperationsReport, name: string) => services.find(({ service }) => service === name);

test('reports every registered instance, and those that do not answer with the reason', async (t) => {
  const { gateway, report } = await start(t, [
    ['shop-gateway', '127.0.0.1:3700'],
    ['shop-order', '127.0.0.1:3701'],
    ['shop-inventory', '127.0.0.1:3702'],
    ['shop-inventory', '127.0.0.1:3703'],
    ['shop-payment', '127.0.0.1:3704'],
  ]);
  gateway.sidecar.handlers.set('shop-order', answering('order-1'));
  gateway.sidecar.handlers.set('shop-inventory', answering('inventory-1', 'inventory-2'));
  const first = await report();
  assert.deepEqual(first.registry, { kind: 'sqlite' });
  assert.equal(first.links.trace, 'http://127.0.0.1:8411/zipkin/traces/{traceId}');
  assert.deepEqual(
    partOf(first, 'order')?.instances.map(({ instance }) => instance),
    ['order-1'],
  );
  assert.deepEqual(
    partOf(first, 'inventory')?.instances.map(({ instance }) => instance),
    ['inventory-1', 'inventory-2'],
  );
  assert.equal(partOf(first, 'inventory')?.silent, 0);
  assert.deepEqual(partOf(first, 'payment')?.instances, []);
  assert.equal(partOf(first, 'payment')?.silent, 1);
  assert.match(partOf(first, 'payment')?.error ?? '', /failed to invoke/);
  assert.deepEqual(partOf(first, 'cart')?.addresses, [], 'its name has expired');
  const own = partOf(first, 'gateway');
  assert.deepEqual(own?.addresses, ['127.0.0.1:3700']);
  assert.deepEqual(own?.instances[0]?.problems.length, 1, 'it has no Redis here');

  gateway.sidecar.handlers.delete('shop-order');
  await until('the stopped instance is reported', async () => partOf(await report(), 'order')?.silent === 1);
});

test('a service that hangs delays the report by a second at most', async (t) => {
  const { gateway, report } = await start(t, [['shop-order', '127.0.0.1:3701']]);
  gateway.sidecar.handlers.set('shop-order', () => undefined);
  const began = performance.now();
  const order = partOf(await report(), 'order');
  assert.deepEqual([order?.silent, order?.error], [1, 'no answer within 1000 ms']);
  assert.ok(performance.now() - began < 2_500, `${performance.now() - began} ms`);
});

test('callers share a report, and only operators get it', async (t) => {
  const { gateway, get, report } = await start(t, [['shop-order', '127.0.0.1:3701']]);
  gateway.sidecar.handlers.set('shop-order', answering('order-1'));
  await Promise.all([report(), report(), report()]);
  assert.equal(gateway.sidecar.invoked.filter((call) => call.startsWith('shop-order ')).length, 1);
  assert.equal((await get('cart:manage order:write')).status, 403);
  assert.equal((await fetch(gateway.url + getOperations.path)).status, 401);
});
