/** Requests the gateway rejects itself, over HTTP with a fake sidecar. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as rawRequest } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { request } from 'undici';
import { publicUrl, startGateway, type TestGateway } from '../testing/start-gateway.ts';

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

test('rejects unknown paths and methods', async () => {
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

test('rejects missing and invalid tokens, missing scopes, a missing Idempotency-Key', async () => {
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
  const counted = await gateway.metrics();
  assert.match(counted, /mambogo_security_events_total\{code="token.refused",outcome="refused"\} 1/);
  assert.match(counted, /mambogo_security_events_total\{code="access.denied",outcome="refused"\} 1/);
});

test('rejects ambiguous paths', async () => {
  for (const path of ['/api/v1/products/../cart', '/api/v1/products%2f..', '//api/v1/products']) {
    const [answer] = (await once(rawRequest({ host: '127.0.0.1', port: gateway.port, path }).end(), 'response')) as [
      import('node:http').IncomingMessage,
    ];
    answer.resume();
    assert.equal(answer.statusCode, 400, path);
  }
  assert.deepEqual(gateway.sidecar.invoked, []);
});

test('redirects other hosts to the public one', async () => {
  const answer = await get('/auth/auth?x=1');
  assert.equal(answer.statusCode, 308);
  assert.equal(answer.headers.location, `${publicUrl}/auth/auth?x=1`);
});

test('rejections have security headers too', async () => {
  const { headers } = await get('/api/v1/nothing');
  assert.match(
    String(headers['content-security-policy']),
    /default-src 'self';.*report-uri \/csp-report;report-to csp/,
  );
  assert.equal(headers['reporting-endpoints'], 'csp="/csp-report"');
  assert.match(String(headers['permissions-policy']), /camera=\(\)/);
  assert.equal(headers['x-frame-options'], 'DENY');
  assert.equal(headers['referrer-policy'], 'same-origin');
  assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
  assert.equal(headers['strict-transport-security'], undefined, 'this shop uses http');
});

test('rejects what is too large, too many or of an unsupported type', async () => {
  const refused = async (path: string, headers: Record<string, string>, body?: string) =>
    (await request(gateway.url + path, { method: body ? 'POST' : 'GET', headers, body })).statusCode;
  const many = Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`x-${at}`, 'y']));
  assert.equal(await refused('/api/v1/products', many), 431);
  assert.equal(await refused('/api/v1/products', { 'x-long': 'v'.repeat(8_500) }), 431);
  assert.equal(await refused('/api/v1/products', { cookie: 'a=b; '.repeat(6_600) }), 431);
  assert.equal(await refused(`/api/v1/products?${'a=1&'.repeat(21)}`, {}), 400);
  assert.equal(await refused(`/api/v1/${'a'.repeat(2_100)}`, {}), 414);
  const cart = bearer('cart:manage');
  assert.equal(await refused('/api/v1/cart/items', { ...cart, 'content-type': 'text/plain' }, '{}'), 415);
  const zipped = { ...cart, 'content-type': 'application/json', 'content-encoding': 'gzip' };
  assert.equal(await refused('/api/v1/cart/items', zipped, '{}'), 415);
  assert.deepEqual(gateway.sidecar.invoked, []);
});

test('CORS: only the public origin may read', async () => {
  const own = await get('/api/v1/nothing', { origin: publicUrl });
  assert.equal(own.headers['access-control-allow-origin'], publicUrl);
  const other = await get('/api/v1/nothing', { origin: 'http://evil.example' });
  assert.equal(other.headers['access-control-allow-origin'], undefined);
});
