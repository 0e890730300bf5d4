/** Rate limits on a real Redis cluster that two gateways share, while its primaries are killed. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { type RedisCluster, startRedisCluster } from '@mambogo/local/stores/testing/redis-cluster.ts';
import { until } from '@mambogo/testing/until.ts';
import { request } from 'undici';
import { startGateway, type TestGateway } from '../testing/start-gateway.ts';
import { redisPassword, redisPrefix } from '../testing/start-redis.ts';

const folder = mkdtempSync(join(tmpdir(), 'gateway-cluster-'));
const limitsFile = join(folder, 'limits.json');
const limit = 6;
let cluster: RedisCluster;
let gateways: readonly [TestGateway, TestGateway];
/** Each test uses addresses of its own, through a trusted proxy. */
let network = 0;

before(async () => {
  cluster = await startRedisCluster([
    `user gateway on >${redisPassword} ~${redisPrefix}* resetchannels +@all -@admin -@dangerous +info`,
  ]);
  writeFileSync(limitsFile, JSON.stringify({ products: { address: limit } }));
  const settings = {
    REDIS_URL: 'redis://gateway@cluster.invalid:6379',
    REDIS_CLUSTER: cluster.members.join(','),
    LIMITS_FILE: limitsFile,
    TRUSTED_PROXIES: '127.0.0.0/8,::1',
  };
  gateways = await Promise.all([startGateway(settings), startGateway(settings)]);
  for (const gateway of gateways) {
    gateway.sidecar.handlers.set('shop-product', (incoming, response) => {
      incoming.resume().once('end', () => response.end('{}'));
    });
    await gateway.context.rateLimitConfig.reload();
  }
  await until('both are connected', () => gateways.every(({ context }) => context.redis.status === 'ready'));
});
after(async () => {
  await Promise.all(gateways.map((gateway) => gateway.stop()));
  await cluster.stop();
  rmSync(folder, { recursive: true });
});

/** Requests of one address to both gateways in turn, counted by status. */
async function statuses(address: string, count: number): Promise<Record<number, number>> {
  const seen: Record<number, number> = {};
  for (let at = 0; at < count; at++) {
    const { url } = gateways[at % 2] ?? assert.fail();
    const { statusCode, body } = await request(url + listProducts.path, { headers: { 'x-forwarded-for': address } });
    await body.dump();
    seen[statusCode] = (seen[statusCode] ?? 0) + 1;
  }
  return seen;
}

/** Addresses are spread over all shards. */
const addresses = () => {
  network += 1;
  return Array.from({ length: 12 }, (_, host) => `203.0.${network}.${host + 1}`);
};

/** One request of an address may be unknown to the other gateway. */
const isShared = ({ 200: accepted = 0 }: Record<number, number>) => accepted === limit || accepted === limit + 1;

const isSharedByAll = async () =>
  (await Promise.all(addresses().map((one) => statuses(one, 2 * limit)))).every(isShared);

test('two gateways share their counts on every shard', async () => {
  assert.ok(await isSharedByAll());
});

for (const [fault, begin, end] of [
  ['killed', () => cluster.kill(0), () => cluster.start(0)],
  ['frozen', () => cluster.freeze(1), () => cluster.thaw(1)],
] as const)
  test(`while a primary is ${fault} every request is served, at most twice the limit`, async () => {
    await begin();
    try {
      const seen = await Promise.all(addresses().map((one) => statuses(one, 3 * limit)));
      for (const { 200: accepted = 0, 429: refused = 0 } of seen) {
        assert.ok(accepted >= limit && accepted <= 2 * limit, `${accepted} were accepted`);
        assert.equal(accepted + refused, 3 * limit);
      }
      await until('counts are shared by the new primary', isSharedByAll);
    } finally {
      await end();
    }
  });
