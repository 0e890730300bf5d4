/** Rate limits, over HTTP, with a real Redis that two gateways share. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { getCart } from '@mambogo/contracts/api/cart.ts';
import { listCategories } from '@mambogo/contracts/api/categories.ts';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { until } from '@mambogo/testing/until.ts';
import { request } from 'undici';
import { startGateway, type TestGateway } from '../testing/start-gateway.ts';
import { startRedis, type TestRedis } from '../testing/start-redis.ts';

const folder = mkdtempSync(join(tmpdir(), 'gateway-limits-'));
const limitsFile = join(folder, 'limits.json');
let redis: TestRedis;
let one: TestGateway;
let other: TestGateway;
/** Each test uses its own addresses, through a trusted proxy. */
let network = 0;

before(async () => {
  redis = await startRedis();
  const settings = {
    REDIS_URL: redis.url,
    LIMITS_FILE: limitsFile,
    LIMITS_LOOK_SECONDS: '0.02',
    TRUSTED_PROXIES: '127.0.0.0/8,::1',
  };
  [one, other] = await Promise.all([startGateway(settings), startGateway(settings)]);
  for (const gateway of [one, other]) {
    for (const peer of ['shop-product', 'shop-cart', 'shop-order', 'shop-web'])
      gateway.sidecar.handlers.set(peer, (incoming, response) => {
        incoming.resume().once('end', () => response.end('{}'));
      });
  }
});
after(async () => {
  await Promise.all([one.stop(), other.stop()]);
  await redis.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  network += 1;
  setLimits({});
  await ready();
});

const setLimits = (limits: unknown) =>
  writeFileSync(limitsFile, typeof limits === 'string' ? limits : JSON.stringify(limits));
const ready = () =>
  until('Redis is connected', () => [one, other].every(({ context }) => context.redis.status === 'ready'));
/** Waits until both gateways apply this limit. */
const statusOf = (rate: 'products' | 'cart' | 'default' | 'reports' | 'pages', by: 'user' | 'address', limit: number) =>
  until('the limit is applied', () =>
    [one, other].every(({ context }) => context.rateLimitConfig.current()[rate][by] === limit),
  );
const from = (host = 1) => ({ 'x-forwarded-for': `203.0.${network}.${host}` });
const get = (gateway: TestGateway, path: string, headers: Record<string, string> = from()) =>
  request(gateway.url + path, { headers });
const statuses = async (
  count: number,
  send: (at: number) => Promise<{ statusCode: number; body: { dump(): unknown } }>,
) => {
  const seen: Record<number, number> = {};
  const answers = await Promise.all(Array.from({ length: count }, (_, at) => send(at)));
  for (const { statusCode, body } of answers) {
    seen[statusCode] = (seen[statusCode] ?? 0) + 1;
    await body.dump();
  }
  return seen;
};

/** One request of a key may not be known to the other gateway. */
const assertExact = ({ 200: accepted = 0, 429: refused = 0 }: Record<number, number>, limit: number, sent: number) => {
  assert.ok(accepted === limit || accepted === limit + 1, `${accepted} were accepted`);
  assert.equal(accepted + refused, sent);
};

test('the limit of an address is exact to one request across two gateways', async () => {
  setLimits({ products: { address: 100 } });
  await statusOf('products', 'address', 100);
  const seen = await statuses(160, (at) => get(at % 2 ? one : other, listProducts.path));
  assertExact(seen, 100, 160);
  assert.equal((await get(one, listProducts.path, from(2))).statusCode, 200, 'another address has its own count');
});

test('a token counts against its user from any address, and against the address', async () => {
  const authorization = `Bearer ${one.token('cart:manage', `user-${network}`)}`;
  const throttled = () =>
    one.context.securityEvents.counts().find(({ code }) => code === 'request.throttled')?.count ?? 0;
  const before = throttled();
  setLimits({ cart: { user: 5, address: 8 } });
  await statusOf('cart', 'user', 5);
  const user = await statuses(7, (at) => get(one, getCart.path, { ...from(10 + at), authorization }));
  assert.deepEqual(user, { 200: 5, 429: 2 });
  const address = await statuses(10, (at) =>
    get(one, getCart.path, {
      ...from(1),
      authorization: `Bearer ${one.token('cart:manage', `user-${network}-${at}`)}`,
    }),
  );
  assert.deepEqual(address, { 200: 8, 429: 2 });
  assert.equal(throttled() - before, 4, 'each is a security event');
});

test('responses contain the limits and what is left of them, a 429 also Retry-After', async () => {
  setLimits({ cart: { user: 2, address: 9 } });
  await statusOf('cart', 'user', 2);
  const authorization = `Bearer ${one.token('cart:manage', `network-${network}`)}`;
  const send = () => get(one, getCart.path, { ...from(), authorization });
  const first = await send();
  assert.equal(first.headers['ratelimit-policy'], '"cart-user";q=2;w=60, "cart-address";q=9;w=60');
  assert.equal(first.headers.ratelimit, '"cart-user";r=1;t=60, "cart-address";r=8;t=60');
  await (await send()).body.dump();
  const refused = await send();
  assert.equal(refused.statusCode, 429);
  const seconds = Number(refused.headers['retry-after']);
  assert.ok(seconds >= 55 && seconds <= 60, `${seconds} s`);
  const problem = (await refused.body.json()) as { type: string; 'violated-policies': string[] };
  assert.match(problem.type, /rate-limited$/);
  assert.deepEqual(problem['violated-policies'], ['cart-user']);
});

test('rejected requests count too: invalid tokens and unknown paths', async () => {
  setLimits({ cart: { address: 5 }, default: { address: 4 } });
  await statusOf('default', 'address', 4);
  const authorization = 'Bearer a.b.c';
  assert.deepEqual(await statuses(7, () => get(one, getCart.path, { ...from(), authorization })), { 401: 5, 429: 2 });
  assert.deepEqual(await statuses(6, () => get(one, '/api/v1/nothing')), { 404: 4, 429: 2 });
});

test('an IPv6 /64 counts as one address', async () => {
  setLimits({ products: { address: 3 } });
  await statusOf('products', 'address', 3);
  const asks = (at: number) => get(one, listProducts.path, { 'x-forwarded-for': `2001:db8:${network}:1::${at + 1}` });
  assert.deepEqual(await statuses(5, asks), { 200: 3, 429: 2 });
  const neighbour = await get(one, listProducts.path, { 'x-forwarded-for': `2001:db8:${network}:2::1` });
  assert.equal(neighbour.statusCode, 200);
});

test('applies changed limits at runtime, ignores an invalid file, and uses the defaults without one', async () => {
  setLimits({ reports: { address: 1 }, pages: { address: 2 } });
  await statusOf('pages', 'address', 2);
  const page = () => get(one, '/', { ...from(), host: 'shop.test' });
  assert.deepEqual(await statuses(2, page), { 200: 2 });
  assert.deepEqual(await statuses(1, page), { 429: 1 });
  setLimits({ pages: { address: 6 } });
  await statusOf('pages', 'address', 6);
  assert.deepEqual(await statuses(5, page), { 200: 3, 429: 2 }, 'counts are kept');
  for (const wrong of ['{', '{"pages": {"address": -1}}', '{"pagse": {}}', '[]']) {
    setLimits(wrong);
    await one.context.rateLimitConfig.reload();
    assert.equal(one.context.rateLimitConfig.current().pages.address, 6, wrong);
  }
  rmSync(limitsFile);
  await statusOf('pages', 'address', 2_000);
});

test('every Redis command uses one key with the configured prefix', async () => {
  const watch = await redis.watch();
  await (await get(one, getCart.path, { ...from(), authorization: `Bearer ${one.token('cart:manage')}` })).body.dump();
  const counted = await until('both were counted', () => {
    const commands = watch.seen.filter((command) => /^eval(sha)? /.test(command));
    // Requests of an earlier test may be reported, too.
    return ['user', 'address'].every((by) => commands.some((one) => one.includes(`:cart-${by}:`))) && commands;
  });
  watch.stop();
  for (const command of counted) assert.match(command, /^eval(sha)? .* 1 shop-gateway:limit:[a-z]+-(user|address):/s);
});

for (const [fault, begin, end] of [
  ['gone', () => redis.end(), () => redis.start()],
  ['frozen', () => redis.freeze(), () => redis.thaw()],
] as const)
  test(`with Redis ${fault} the shop responds, and each gateway counts for itself`, async () => {
    setLimits({ products: { address: 10 } });
    await statusOf('products', 'address', 10);
    await begin();
    try {
      // The first ones may wait for an answer that does not come.
      await until('no request waits for it any more', () =>
        [one, other].every(async (gateway) => {
          await (await get(gateway, listCategories.path, from(9))).body.dump();
          return gateway.context.redis.status !== 'ready';
        }),
      );
      for (const gateway of [one, other])
        assert.deepEqual(await statuses(15, () => get(gateway, listProducts.path)), { 200: 10, 429: 5 });
      assert.equal((await get(one, '/api/v1/nothing')).statusCode, 404);
    } finally {
      await end();
    }
    await ready();
    const seen = await statuses(20, (at) => get(at % 2 ? one : other, listProducts.path, from(3)));
    // Counts are shared again after recovery.
    assertExact(seen, 10, 20);
  });
