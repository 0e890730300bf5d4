/** Slow, silent or greedy clients hold nothing others need. Clients come through a proxy here. */

import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import { after, afterEach, before, test } from 'node:test';
import { addCartItem, emptyCart } from '@mambogo/contracts/api/cart.ts';
import { listOrders } from '@mambogo/contracts/api/orders.ts';
import { getProduct } from '@mambogo/contracts/api/products.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { until } from '@mambogo/testing/until.ts';
import { request } from 'undici';
import { head, type RawClient, sendRaw } from '../testing/raw-client.ts';
import { startGateway, type TestGateway } from '../testing/start-gateway.ts';

let gateway: TestGateway;
before(async () => {
  gateway = await startGateway({
    TRUSTED_PROXIES: '127.0.0.1',
    BODY_GAP_SECONDS: '1',
    READER_GRACE_SECONDS: '1',
    UPSTREAM_CONCURRENCY: '12',
    CLIENT_CONCURRENCY: '4',
    CLIENT_QUEUE: '10',
    READ_TIMEOUT_SECONDS: '2',
  });
  gateway.sidecar.handlers.set('shop-cart', async (incoming, response) => {
    const body = await buffer(incoming);
    response.end(JSON.stringify({ bytes: body.length, type: incoming.headers['content-type'] ?? null }));
  });
});
after(() => gateway.stop());

const clients: RawClient[] = [];
afterEach(async () => {
  for (const { socket } of clients.splice(0)) socket.destroy();
  await until('nothing is held', () => gateway.context.memory.used() === 0, 5_000);
  const isIdle = () => Object.values(gateway.context.upstreams.load()).every(({ active }) => active === 0);
  await until('no call is in progress', isIdle, 5_000);
});

const attacker = 'X-Forwarded-For: 203.0.113.66';
const add = 'POST /api/v1/cart/items';
async function raw(text: string): Promise<RawClient> {
  const client = await sendRaw(gateway.port, text);
  clients.push(client);
  return client;
}
const benignRequest = (path: string = addCartItem.path, options: Parameters<typeof request>[1] = {}) =>
  request(gateway.url + path, {
    method: 'POST',
    body: '{"a":1}',
    ...options,
    headers: { 'x-forwarded-for': '198.51.100.1', 'content-type': 'application/json', ...(options?.headers as object) },
  });

test('140 silent bodies hold no upstream connection, and soon get 408', async () => {
  gateway.sidecar.invoked.length = 0;
  const silent: RawClient[] = [];
  for (let count = 0; count < 140; count++)
    silent.push(await raw(head(add, attacker, 'Content-Type: application/json', 'Content-Length: 100000')));
  assert.equal((await benignRequest()).statusCode, 200);
  await until('all are rejected', () => silent.every((one) => one.status() === 408), 8_000);
  await until('and closed', () => silent.every(({ socket }) => socket.destroyed), 5_000);
  assert.equal(gateway.sidecar.invoked.length, 1);
});

test('a body sent too slowly gets 408, however steadily', async () => {
  const client = await raw(head(add, attacker, 'Content-Type: application/json', 'Transfer-Encoding: chunked'));
  const timer = setInterval(() => client.socket.write('1\r\n \r\n'), 100);
  await until('it is disconnected', () => client.status() === 408, 5_000);
  clearInterval(timer);
  assert.match(client.text(), /request-timeout/);
});

test('releases everything when a client disconnects while its body is read', async () => {
  const client = await raw(
    head(add, attacker, 'Content-Type: application/json', 'Content-Length: 500000') + 'x'.repeat(1_000),
  );
  await until('it is held', () => gateway.context.memory.used() === 500_000);
  client.socket.destroy();
  await until('it is free', () => gateway.context.memory.used() === 0);
});

test("limits the memory of one client's bodies", async () => {
  const many: RawClient[] = [];
  for (let count = 0; count < 20; count++)
    many.push(await raw(`${head(add, attacker, 'Content-Type: application/json', 'Content-Length: 1048576')}{`));
  await until('the rest is rejected', () => many.filter((one) => one.status() === 503).length === 12, 5_000);
  assert.match(many.at(-1)?.text() ?? '', /retry-after: 1\r\n[\s\S]*concurrency-limited/i);
  assert.equal((await benignRequest()).statusCode, 200);
});

test("limits a client's calls to its share, then queues, then responds 503; others are served", async () => {
  gateway.sidecar.handlers.set('shop-product', (incoming, response) => {
    if (incoming.headers['x-forwarded-for'] !== '203.0.113.66') response.end('{}');
  });
  const held: RawClient[] = [];
  for (let count = 0; count < 40; count++) held.push(await raw(head(`GET /api/v1/products?page=${count}`, attacker)));
  await until('the rest is rejected', () => held.filter((one) => one.status() === 503).length >= 26, 5_000);
  assert.deepEqual(gateway.context.upstreams.load().product, { active: 4, waiting: 10 });
  for (let count = 0; count < 20; count++)
    assert.equal(
      (await benignRequest(pathOf(getProduct, { params: { id: String(count) } }), { method: 'GET', body: null }))
        .statusCode,
      200,
    );
  assert.equal(gateway.context.upstreams.states().product, 'closed');
});

test('time-outs of one client do not open the breaker while others get responses', async () => {
  gateway.sidecar.handlers.set('shop-order', (incoming, response) => {
    if (incoming.headers['x-forwarded-for'] !== '203.0.113.66') response.end('{}');
  });
  const orders = { authorization: `Bearer ${gateway.token('order:write')}` };
  const others = setInterval(
    () =>
      void benignRequest(listOrders.path, { method: 'GET', body: null, headers: orders }).then(({ body }) =>
        body.dump(),
      ),
    200,
  );
  const failed = await Promise.all(
    Array.from({ length: 12 }, () =>
      request(`${gateway.url}/api/v1/orders`, { headers: { ...orders, 'x-forwarded-for': '203.0.113.66' } }),
    ),
  );
  clearInterval(others);
  assert.ok(failed.every(({ statusCode }) => statusCode === 503));
  assert.equal(gateway.context.upstreams.states().order, 'closed');
});

test('a slowly read response frees the upstream, and its reader is disconnected', async () => {
  gateway.sidecar.handlers.set('shop-web', (_incoming, response) => void response.end(Buffer.alloc(900_000, 'x')));
  const host = { headers: { host: 'shop.test', 'content-type': '' } };
  const slow: RawClient[] = [];
  for (let count = 0; count < 8; count++) {
    const client = await raw(`GET /${'page'.repeat(count + 1)} HTTP/1.1\r\nHost: shop.test\r\n${attacker}\r\n\r\n`);
    client.socket.pause();
    slow.push(client);
  }
  await until('no call is in progress', () => gateway.context.upstreams.load().web?.active === 0, 5_000);
  assert.equal((await benignRequest('/', { method: 'GET', body: null, ...host })).statusCode, 200);
});

test('a long response that is not read is aborted, and frees its slot', async () => {
  gateway.sidecar.handlers.set('shop-web', (_incoming, response) => void response.end(Buffer.alloc(30_000_000, 'x')));
  const client = await raw(`GET /long HTTP/1.1\r\nHost: shop.test\r\n${attacker}\r\n\r\n`);
  client.socket.pause();
  await until('its slot is taken', () => gateway.context.upstreams.load().web?.active === 1);
  await until('its slot is free', () => gateway.context.upstreams.load().web?.active === 0, 10_000);
  assert.match(await gateway.metrics(), /mambogo_gateway_overload_total\{reason="slow-reader"\} 1/);
});

test('a route accepts the content types it declares; an undeclared body is not forwarded', async () => {
  const form = { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=1' };
  const refused = await benignRequest(addCartItem.path, form);
  assert.equal(refused.statusCode, 415);
  assert.match(await refused.body.text(), /this address accepts application\/json/);
  assert.equal(
    (await benignRequest('/auth/token', { headers: { 'content-type': 'application/csp-report' } })).statusCode,
    415,
  );
  assert.equal((await benignRequest('/csp-report')).statusCode, 415);
  const emptied = await benignRequest(emptyCart.path, { method: 'DELETE' });
  assert.deepEqual(await emptied.body.json(), { bytes: 0, type: null });
});
