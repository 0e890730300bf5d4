/** The gateway as a whole, over HTTP, its sidecar a stand-in. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingHttpHeaders, request as rawRequest } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, before, beforeEach, describe, test } from 'node:test';
import { until } from '@mambogo/service/testing/until.ts';
import { request } from 'undici';
import { type GatewayUnderTest, publicUrl, startGateway } from './testing/start-gateway.ts';

let gateway: GatewayUnderTest;
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

describe('what ends at the gateway', () => {
  test('unknown addresses and methods, as problems of its own', async () => {
    const unknown = await get('/api/v1/nothing');
    assert.equal(unknown.statusCode, 404);
    assert.match(String(unknown.headers['content-type']), /^application\/problem\+json/);
    const body = (await unknown.body.json()) as { type: string; traceId: string };
    assert.equal(body.type, 'https://mambogo.com/problems/not-found');
    assert.equal(unknown.headers['x-request-id'], body.traceId);

    const method = await request(`${gateway.url}/api/v1/inventory/${id}`, { method: 'DELETE' });
    assert.equal(method.statusCode, 405);
    assert.equal(method.headers.allow, 'GET, HEAD');
    await method.body.dump();
  });

  test('missing and bad tokens, missing scopes, a missing Idempotency-Key', async () => {
    const statuses = [];
    for (const headers of [{}, { authorization: 'Bearer a.b.c' }, bearer('order:write')])
      statuses.push((await get('/api/v1/cart/merge', headers, 'POST')).statusCode);
    assert.deepEqual(statuses, [401, 401, 403]);
    const order = await request(`${gateway.url}/api/v1/orders`, { method: 'POST', headers: bearer('order:write') });
    assert.equal(order.statusCode, 400);
    assert.deepEqual(
      gateway.sidecar.invoked.filter((call) => !call.startsWith('shop-identity')),
      [],
    );
  });

  test('addresses that could be read in two ways', async () => {
    for (const path of ['/api/v1/products/../cart', '/api/v1/products%2f..', '//api/v1/products']) {
      const [answer] = (await once(rawRequest({ host: '127.0.0.1', port: gateway.port, path }).end(), 'response')) as [
        import('node:http').IncomingMessage,
      ];
      answer.resume();
      assert.equal(answer.statusCode, 400, path);
    }
    assert.deepEqual(gateway.sidecar.invoked, []);
  });

  test('other hosts are led to the public one', async () => {
    const answer = await get('/auth/auth?x=1');
    assert.equal(answer.statusCode, 308);
    assert.equal(answer.headers.location, `${publicUrl}/auth/auth?x=1`);
  });

  test('the start page, and its security headers', async () => {
    const page = await get('/', { host: 'shop.test' });
    assert.match(await page.body.text(), /npm run buy/);
    assert.match(String(page.headers['content-security-policy']), /default-src 'self'/);
    assert.equal(page.headers['strict-transport-security'], undefined);
  });

  test('cross-origin: only the public origin may read', async () => {
    const own = await get('/api/v1/nothing', { origin: publicUrl });
    assert.equal(own.headers['access-control-allow-origin'], publicUrl);
    const other = await get('/api/v1/nothing', { origin: 'http://evil.example' });
    assert.equal(other.headers['access-control-allow-origin'], undefined);
  });
});

describe('what is passed on', () => {
  test('path, query, body and headers; the trace goes on', async () => {
    const seen: Record<string, unknown> = {};
    gateway.sidecar.peers.set('shop-order', async (incoming, response, path) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      Object.assign(seen, { path, headers: incoming.headers, body: Buffer.concat(chunks).toString() });
      response
        .writeHead(202, { location: '/api/v1/orders/1', 'set-cookie': ['a=1', 'b=2'], 'x-powered-by': 'x' })
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
    assert.equal(seen.path, '/api/v1/orders?x=%2F');
    assert.equal(seen.body, '{"a":1}');
    assert.equal(headers['x-user-id'], undefined);
    assert.equal(headers['x-forwarded-host'], 'shop.test');
    assert.match(headers.traceparent ?? '', /^00-a{32}-/);
  });

  test("a callback's bytes and signature as they are", async () => {
    const bytes = Buffer.from([0x7b, 0x20, 0xff, 0x00, 0x0d, 0x0a, 0xc3, 0x28, 0x7d]);
    let seen: { body: Buffer; headers: IncomingHttpHeaders } | undefined;
    gateway.sidecar.peers.set('shop-payment', async (incoming, response) => {
      seen = { body: await buffer(incoming), headers: incoming.headers };
      response.writeHead(202).end();
    });
    const answer = await request(`${gateway.url}/api/v1/payments/callbacks/simulator`, {
      method: 'POST',
      headers: { 'content-type': 'application/vnd.psp', 'psp-signature': 't=1,v1=ab' },
      body: bytes,
    });
    assert.equal(answer.statusCode, 202);
    assert.deepEqual(seen?.body, bytes);
    assert.equal(seen?.headers['psp-signature'], 't=1,v1=ab');
    assert.equal(seen?.headers['content-type'], 'application/vnd.psp');
  });

  test('entity tags, in both directions', async () => {
    gateway.sidecar.peers.set('shop-product', (incoming, response) => {
      const known = incoming.headers['if-none-match'] === '"1.in-stock"';
      response.writeHead(known ? 304 : 200, { etag: '"1.in-stock"' }).end(known ? undefined : '{}');
    });
    const first = await get(`/api/v1/products/${id}`);
    assert.deepEqual([first.statusCode, first.headers.etag], [200, '"1.in-stock"']);
    const second = await get(`/api/v1/products/${id}`, { 'if-none-match': '"1.in-stock"' });
    assert.deepEqual([second.statusCode, second.headers.etag, await second.body.text()], [304, '"1.in-stock"', '']);
  });

  for (const chunked of [false, true])
    test(`2 MB ${chunked ? 'in chunks' : 'announced'} are a 413`, async () => {
      gateway.sidecar.peers.set('shop-cart', (incoming, response) => {
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
      assert.equal(gateway.context.peers.states()['shop-cart'] ?? 'closed', 'closed');
    });

  test('server-sent events arrive as they are written; the peer learns that the client left', async () => {
    let peerClosed = false;
    let write: (text: string) => void = () => undefined;
    gateway.sidecar.peers.set('shop-order', (incoming, response) => {
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
      await until('the piece has come', () => chunks.at(-1) === text, 5_000);
    }
    leave.abort();
    await until('the peer sees the end', () => peerClosed, 5_000);
  });
});
