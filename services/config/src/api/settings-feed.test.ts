import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createSidecar } from '@mambogo/dapr/sidecar.ts';
import { followSettings } from '@mambogo/service/runtime-settings/follow-settings.ts';
import { createLogger } from '@mambogo/service/telemetry/logger.ts';
import { until } from '@mambogo/testing/until.ts';
import { appToken, startConfig } from '../../testing/start-config.ts';

const config = await startConfig();
after(() => config.stop());
const folder = mkdtempSync(join(tmpdir(), 'followers-'));
after(() => rmSync(folder, { recursive: true }));

/** Stands for a sidecar: passes calls to config with its token. */
const proxy = createServer((incoming, outgoing) => {
  const path = incoming.url?.replace('/v1.0/invoke/shop-config/method', '');
  const call = request({ port: config.port, path, headers: { 'dapr-api-token': appToken } }, (response) => {
    outgoing.writeHead(response.statusCode ?? 500, response.headers);
    response.pipe(outgoing);
  });
  call.on('error', () => outgoing.destroy()).end();
});
await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
const sidecar = createSidecar({
  httpPort: (proxy.address() as AddressInfo).port,
  apiToken: 'token',
  peers: { config: 'shop-config' },
});
const stopping = new AbortController();
after(async () => {
  await sidecar.close();
  proxy.closeAllConnections();
  proxy.close();
});

function follow() {
  const logger = createLogger('order', 'fatal');
  const file = join(folder, 'order.json');
  const follower = followSettings({
    service: 'order',
    sidecar,
    file,
    logLevel: 'fatal',
    logger,
    stopping: stopping.signal,
  });
  after(() => follower.stop?.());
  return { logger, openOrders: () => follower.current('order')?.openOrdersPerCustomer, follower };
}

const one = follow();
const other = follow();

test('settings are known to every reader of the service at once, its log level too', async () => {
  assert.equal(one.openOrders(), undefined, 'nothing is known yet');
  for (const { follower } of [one, other]) follower.start?.();
  const commit = config.push('order.yml', 'openOrdersPerCustomer: 4\nlogLevel: error\n');
  await until('both know it', () => [one, other].every(({ openOrders }) => openOrders() === 4), 5_000);
  assert.deepEqual([one.follower.commit(), one.logger.level], [commit, 'error']);
});

test('what is no longer set has the value of the start again', async () => {
  config.push('order.yml', 'openOrdersPerCustomer: 5\n');
  await until('both know it', () => [one, other].every(({ openOrders }) => openOrders() === 5), 5_000);
  assert.equal(one.logger.level, 'fatal');
});

test('a service started while config is away has the last known settings, and follows when it is back', async () => {
  await config.stopService();
  const late = follow();
  late.follower.start?.();
  assert.equal(late.openOrders(), 5);
  config.push('order.yml', 'openOrdersPerCustomer: 6\n');
  assert.equal(one.openOrders(), 5);
  await config.startService();
  await until('all know it', () => [one, other, late].every(({ openOrders }) => openOrders() === 6), 10_000);
});

test('a reader that is no service of the shop is refused', async () => {
  assert.equal((await config.call('/internal/settings?service=billing')).status, 400);
});
