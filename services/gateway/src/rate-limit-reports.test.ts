/** What gateways report to Redis, and when: two of them share a real Redis, over HTTP. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { until } from '@mambogo/testing/until.ts';
import { request } from 'undici';
import { startGateway, type TestGateway } from '../testing/start-gateway.ts';
import { startRedis, type TestRedis } from '../testing/start-redis.ts';

const folder = mkdtempSync(join(tmpdir(), 'gateway-limits-'));
const limit = 20;
let redis: TestRedis;
let one: TestGateway;
let other: TestGateway;

before(async () => {
  redis = await startRedis();
  const limitsFile = join(folder, 'limits.json');
  writeFileSync(limitsFile, JSON.stringify({ products: { address: limit } }));
  const settings = { REDIS_URL: redis.url, LIMITS_FILE: limitsFile, TRUSTED_PROXIES: '127.0.0.0/8,::1' };
  [one, other] = await Promise.all([startGateway(settings), startGateway(settings)]);
  for (const gateway of [one, other])
    gateway.sidecar.handlers.set('shop-product', (incoming, response) => {
      incoming.resume().once('end', () => response.end('{}'));
    });
  await until('both are ready', () =>
    [one, other].every(
      ({ context }) => context.redis.status === 'ready' && context.rateLimitConfig.current().products.address === limit,
    ),
  );
});
after(async () => {
  await Promise.all([one.stop(), other.stop()]);
  await redis.stop();
  rmSync(folder, { recursive: true });
});

/** @param host last part of the client's address @returns the status */
async function get(gateway: TestGateway, host: number): Promise<number> {
  const headers = { 'x-forwarded-for': `203.0.113.${host}` };
  const { statusCode, body } = await request(gateway.url + listProducts.path, { headers });
  await body.dump();
  return statusCode;
}
/** Requests that are reported, in order. */
const reportsIn = (seen: readonly string[]) =>
  seen.filter((command) => command.startsWith('incrby ')).map((command) => Number(command.split(' ').at(-1)));
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

test('two gateways together accept at most one request too many', async () => {
  assert.equal(await get(one, 1), 200);
  const statuses = await Promise.all(Array.from({ length: 30 }, () => get(other, 1)));
  let accepted = 1 + statuses.filter((status) => status === 200).length;
  while ((await get(one, 1)) === 200) accepted += 1;
  assert.ok(accepted === limit || accepted === limit + 1, `${accepted} were accepted`);
});

test('requests below half of a limit are reported in the background, or with the next one', async () => {
  const watch = await redis.watch();
  for (const host of [2, 3, 4]) assert.equal(await get(one, host), 200);
  await until('each is reported', () => sum(reportsIn(watch.seen)) === 3);
  await Promise.all(Array.from({ length: limit / 2 }, () => get(one, 5)));
  await until('all are reported', () => sum(reportsIn(watch.seen)) === 3 + limit / 2);
  watch.stop();
  assert.ok(reportsIn(watch.seen).includes(2), 'two at once');
});
