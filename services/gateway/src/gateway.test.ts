/** Forwarding, over HTTP with a fake sidecar. */

import assert from 'node:assert/strict';
import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, before, beforeEach, test } from 'node:test';
import { getOrder, listOrders } from '@mambogo/contracts/api/orders.ts';
import { getProduct } from '@mambogo/contracts/api/products.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { until } from '@mambogo/testing/until.ts';
import { request } from 'undici';
import { startGateway, type TestGateway } from '../testing/start-gateway.ts';

let gateway: TestGateway;
before(async () => {
  gateway = await startGateway();
});
after(() => gateway.stop());
beforeEach(() => {
  gateway.sidecar.invoked.length = 0;
});

const id = '0190a0b0-0000-7000-8000-000000000001';
const bearer = (scope: string) => ({ authorization: `Bearer ${gateway.token(scope)}` });
const get = (path: string, headers: Record<string, string> = {}, method: 'GET' | 'POST' = 'GET') =>
  request(gateway.url + path, { method, headers });

test('forwards path, query, body and headers, and continues the trace', async () => {
  const seen: Record<string, unknown> = {};
  gateway.sidecar.handlers.set('shop-order', async (incoming, response, path) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    Object.assign(seen, { path, headers: incoming.headers, body: Buffer.concat(chunks).toString() });
    response
      .writeHead(202, {
        location: pathOf(getOrder, { params: { id: '1' } }),
        'set-cookie': ['a=1', 'b=2'],
        'x-powered-by': 'x',
      })
      .end('{}');
  });
  const answer = await request(`${gateway.url}/api/v1/orders?x=%2F`, {
    method: 'POST',
    headers: {
      ...bearer('order:write'),
      'idempotency-key': 'k',
      'content-type': 'application/json',
      traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
      'x-user-id': 'someone',
    },
    body: '{"a":1}',
  });
  assert.equal(answer.statusCode, 202);
  assert.deepEqual(answer.headers['set-cookie'], ['a=1', 'b=2']);
  assert.equal(answer.headers['x-powered-by'], undefined);
  assert.equal(answer.headers['x-request-id'], 'a'.repeat(32));
  const headers = seen.headers as Record<string, string>;
  assert.equal(seen.path, `${listOrders.path}?x=%2F`);
  assert.equal(seen.body, '{"a":1}');
  assert.equal(headers['x-user-id'], undefined);
  assert.equal(headers['x-forwarded-host'], 'shop.test');
  assert.match(headers.traceparent ?? '', /^00-a{32}-/);
});

test("forwards a callback's bytes and signature unchanged", async () => {
  const bytes = Buffer.from([0x7b, 0x20, 0xff, 0x00, 0x0d, 0x0a, 0xc3, 0x28, 0x7d]);
  let seen: { body: Buffer; headers: IncomingHttpHeaders } | undefined;
  gateway.sidecar.handlers.set('shop-payment', async (incoming, response) => {
    seen = { body: await buffer(incoming), headers: incoming.headers };
    response.writeHead(202).end();
  });
  const answer = await request(`${gateway.url}/api/v1/payments/callbacks/simulator`, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', 'psp-signature': 't=1,v1=ab' },
    body: bytes,
  });
  assert.equal(answer.statusCode, 202);
  assert.deepEqual(seen?.body, bytes);
  assert.equal(seen?.headers['psp-signature'], 't=1,v1=ab');
  assert.equal(seen?.headers['content-type'], 'application/json; charset=utf-8');
});

test('forwards bodies of any length completely, however they are chunked', async () => {
  let seen = 0;
  gateway.sidecar.handlers.set('shop-cart', async (incoming, response) => {
    seen = (await buffer(incoming)).length;
    response.end('{}');
  });
  const sizes = [2, 65_535, 65_536, 65_537, 200_000, 1_048_576];
  for (const size of sizes)
    for (const pieces of [1, 3, 500]) {
      const body = Buffer.alloc(size, ' ');
      body.write('{}');
      const part = Math.ceil(size / pieces);
      const chunks = Array.from({ length: Math.ceil(size / part) }, (_, at) =>
        body.subarray(at * part, (at + 1) * part),
      );
      const answer = await request(`${gateway.url}/api/v1/cart/items`, {
        method: 'POST',
        headers: { ...bearer('cart:manage'), 'content-type': 'application/json' },
        body: pieces === 1 ? body : Readable.from(chunks),
      });
      assert.deepEqual([answer.statusCode, seen], [200, size], `${size} in ${pieces}`);
      await answer.body.dump();
    }
});

test('forwards entity tags in both directions', async () => {
  gateway.sidecar.handlers.set('shop-product', (incoming, response) => {
    const known = incoming.headers['if-none-match'] === '"1.in-stock"';
    response.writeHead(known ? 304 : 200, { etag: '"1.in-stock"' }).end(known ? undefined : '{}');
  });
  const first = await get(pathOf(getProduct, { params: { id } }));
  assert.deepEqual([first.statusCode, first.headers.etag], [200, '"1.in-stock"']);
  const second = await get(pathOf(getProduct, { params: { id } }), { 'if-none-match': '"1.in-stock"' });
  assert.deepEqual([second.statusCode, second.headers.etag, await second.body.text()], [304, '"1.in-stock"', '']);
});

for (const chunked of [false, true])
  test(`2 MB ${chunked ? 'in chunks' : 'announced'} are rejected with 413`, async () => {
    gateway.sidecar.handlers.set('shop-cart', (incoming, response) => {
      incoming.resume().on('end', () => response.end('{}'));
    });
    const half = Buffer.alloc(1_048_576, ' ');
    const answer = await request(`${gateway.url}/api/v1/cart/items`, {
      method: 'POST',
      headers: { ...bearer('cart:manage'), 'content-type': 'application/json' },
      body: chunked ? Readable.from([half, half]) : Buffer.concat([half, half]),
    });
    assert.equal(answer.statusCode, 413);
    assert.match(await answer.body.text(), /payload-too-large/);
    assert.equal(gateway.context.upstreams.states()['shop-cart'] ?? 'closed', 'closed');
  });

test('streams server-sent events as they are written, and aborts the upstream when the client disconnects', async () => {
  let peerClosed = false;
  let write: (text: string) => void = () => undefined;
  gateway.sidecar.handlers.set('shop-order', (incoming, response) => {
    assert.notEqual(incoming.headers.accept, 'text/event-stream');
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    response.on('close', () => {
      peerClosed = true;
    });
    write = (text) => response.write(text);
  });
  const leave = new AbortController();
  const answer = await request(`${gateway.url}/api/v1/orders/${id}/events`, {
    headers: bearer('order:write'),
    signal: leave.signal,
  });
  const chunks: string[] = [];
  answer.body.on('data', (chunk) => chunks.push(String(chunk))).on('error', () => undefined);
  for (const text of ['id: 1\n\n', 'id: 2\n\n']) {
    write(text);
    await until('the chunk has arrived', () => chunks.at(-1) === text, 5_000);
  }
  leave.abort();
  await until('the upstream sees the end', () => peerClosed, 5_000);
});
