/** Limits are exact for concurrent requests, whatever happens to Redis meanwhile. Over HTTP, with a real Redis. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { until } from '@mambogo/testing/until.ts';
import { Agent, request } from 'undici';
import { startGateway, type TestGateway } from '../testing/start-gateway.ts';
import { startRedis, type TestRedis } from '../testing/start-redis.ts';

const folder = mkdtempSync(join(tmpdir(), 'gateway-limits-'));
const dispatcher = new Agent({ connections: 400 });
let redis: TestRedis;
let gateway: TestGateway;
/** Each test uses an address of its own. */
let network = 0;

before(async () => {
  redis = await startRedis();
  const limitsFile = join(folder, 'limits.json');
  writeFileSync(limitsFile, JSON.stringify({ orders: { address: 300, user: 1_000 } }));
  gateway = await startGateway({
    REDIS_URL: redis.url,
    LIMITS_FILE: limitsFile,
    TRUSTED_PROXIES: '127.0.0.0/8,::1',
  });
  gateway.sidecar.handlers.set('shop-order', (incoming, response) => {
    incoming.resume().once('end', () => response.end('{}'));
  });
});
after(async () => {
  await dispatcher.close();
  await gateway.stop();
  await redis.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  network += 1;
  await redisIs('ready');
});

const redisIs = (status: 'ready' | 'away') =>
  until(`Redis is ${status}`, () => (gateway.context.redis.status === 'ready') === (status === 'ready'));

/** @returns how many of `count` concurrent requests were accepted */
async function passed(count: number): Promise<number> {
  const headers = {
    authorization: `Bearer ${gateway.token('order:write', `person-${network}`)}`,
    'x-forwarded-for': `203.0.113.${network}`,
  };
  const answers = await Promise.all(
    Array.from({ length: count }, async () => {
      const { statusCode, body } = await request(`${gateway.url}/api/v1/orders`, { headers, dispatcher });
      await body.dump();
      return statusCode;
    }),
  );
  assert.deepEqual(
    answers.filter((status) => status !== 200 && status !== 429),
    [],
  );
  return answers.filter((status) => status === 200).length;
}
/** Blocks the event loop for 600 ms, several times, with one turn in between. */
async function stall(): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    const end = performance.now() + 600;
    while (performance.now() < end);
    await nextTurn();
  }
}

test('accepts exactly 300 of 330 concurrent requests', async () => {
  assert.equal(await passed(330), 300);
});

test('is exact when the event loop stalls for longer than a request waits for Redis', async () => {
  assert.equal(await passed(200), 200);
  const others = passed(130);
  await stall();
  assert.equal(await others, 100);
});

test('is exact when Redis freezes in between, and when it recovers', async () => {
  assert.equal(await passed(100), 100);
  redis.freeze();
  try {
    assert.equal(await passed(150), 150, 'these wait for a response that does not come');
    await redisIs('away');
    assert.equal(await passed(20), 20, 'these do not call Redis');
  } finally {
    redis.thaw();
  }
  const returning = passed(20);
  await redisIs('ready');
  assert.equal((await returning) + (await passed(40)), 30);
});

test('is exact while Redis is frozen', async () => {
  redis.freeze();
  try {
    assert.equal(await passed(330), 300);
  } finally {
    redis.thaw();
  }
});

test('is exact when Redis loses its counts', async () => {
  assert.equal(await passed(200), 200);
  await redis.end();
  await redisIs('away');
  await redis.start();
  await redisIs('ready');
  assert.equal(await passed(130), 100);
});
