/** The gateway from outside: who is let in, what is rejected, what never gets through. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request as rawRequest } from 'node:http';
import { Readable } from 'node:stream';
import { before, test } from 'node:test';
import { addCartItem, getCart } from '@mambogo/contracts/api/cart.ts';
import { quoteProducts } from '@mambogo/contracts/api/internal-quote.ts';
import { listStock } from '@mambogo/contracts/api/inventory.ts';
import { listOrders } from '@mambogo/contracts/api/orders.ts';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { ProblemBody } from '@mambogo/contracts/problem-types.ts';
import { shopUrl } from './shop-under-test.ts';
import { type Answer, type Exchange, exchange } from './shopper/exchange.ts';
import { logInPages } from './shopper/log-in-pages.ts';
import { openSession } from './shopper/session.ts';
import { type Shopper, signUpShopper } from './shopper/shopper.ts';

let shopper: Shopper;
before(async () => {
  shopper = await signUpShopper(shopUrl());
});

const ask = (path: string, options?: Exchange) => exchange(new URL(path, shopUrl()), options);
function assertProblem(answer: Answer, status: number, slug: string): void {
  assert.equal(answer.status, status);
  assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
  const body = ProblemBody.parse(answer.json());
  assert.equal(body.type, `https://mambogo.com/problems/${slug}`);
  assert.equal(body.status, status);
  assert.match(body.traceId ?? '', /^[0-9a-f]{32}$/);
}

test('the catalogue is public', async () => {
  const answer = await ask(`${listProducts.path}?size=3`);
  assert.equal(answer.status, 200);
  assert.match(answer.headers['x-request-id']?.toString() ?? '', /^[0-9a-f]{32}$/);
});

test('no token, garbage, and a forged one are 401', async () => {
  const token = await shopper.session.token();
  const [head = '', claims = '', signature = ''] = token.split('.');
  const forged = [head, Buffer.from(claims, 'base64url').toString().replace('USER', 'ADMIN'), signature];
  const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
  const tokens = [
    undefined,
    'garbage',
    'a.b.c',
    `${head}.${Buffer.from(forged[1] ?? '').toString('base64url')}.${signature}`,
    `${none}.${claims}.`,
  ];
  for (const one of tokens)
    assertProblem(
      await ask(listOrders.path, { headers: one ? { authorization: `Bearer ${one}` } : {} }),
      401,
      'unauthenticated',
    );
  assert.equal((await shopper.api.raw(listOrders.path)).status, 200);
});

test('a shopper gets 403 on the merchant’s routes', async () => {
  assertProblem(await shopper.api.raw(listStock.path), 403, 'forbidden');
});

test('a token with only the cart scope can’t order', async () => {
  const session = await openSession(shopUrl(), logInPages('demo', 'demo'), ['cart:manage']);
  const headers = { authorization: `Bearer ${await session.token()}` };
  assert.equal((await ask(getCart.path, { headers })).status, 200);
  assertProblem(await ask(listOrders.path, { headers }), 403, 'forbidden');
});

test('other host names of this machine reach the API, and are redirected to the public URL to log in', async () => {
  const { port } = new URL(shopUrl());
  const byNumber = `http://127.0.0.1:${port}`;
  assert.equal((await exchange(`${byNumber}/api/v1/products?size=1`)).status, 200);
  const { status, headers } = await exchange(`${byNumber}/auth/.well-known/openid-configuration`);
  assert.deepEqual([status, headers.location], [308, `${shopUrl()}/auth/.well-known/openid-configuration`]);
});

test('unknown paths are 404, unsupported methods 405', async () => {
  assertProblem(await ask('/api/v1/nothing'), 404, 'not-found');
  assertProblem(await ask(quoteProducts.path, { method: 'POST' }), 404, 'not-found');
  assertProblem(await ask('/events/order.events', { method: 'POST' }), 404, 'not-found');
  assertProblem(await ask('/v1.0/healthz'), 404, 'not-found');
  const answer = await ask(listOrders.path, { method: 'DELETE' });
  assertProblem(answer, 405, 'method-not-allowed');
  assert.match(String(answer.headers.allow), /POST/);
});

test('obfuscated paths are 400', async () => {
  const { hostname, port } = new URL(shopUrl());
  for (const path of [
    '/api/v1/products/../cart',
    '/api/v1/products%2f..%2fcart',
    '/api//v1/products',
    '/api/v1/%2e%2e/x',
  ]) {
    const [answer] = (await once(rawRequest({ hostname, port, path }).end(), 'response')) as [IncomingMessage];
    answer.resume();
    assert.equal(answer.statusCode, 400, path);
  }
});

test('2 MB are 413, with or without a content length', async () => {
  const headers = { 'content-type': 'application/json' };
  const body = Buffer.alloc(2_097_152, ' ');
  assertProblem(await shopper.api.raw(addCartItem.path, { method: 'POST', headers, body }), 413, 'payload-too-large');
  const unannounced = async function* () {
    for (let sent = 0; sent < body.length; sent += 65_536) yield body.subarray(sent, sent + 65_536);
  };
  const chunked = { method: 'POST', headers, body: Readable.from(unannounced()) };
  assertProblem(await shopper.api.raw(addCartItem.path, chunked), 413, 'payload-too-large');
});

test('client headers change neither the user nor the host', async () => {
  const claims = {
    'x-user-id': '0190a0b0-0000-7000-8000-000000000001',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    forwarded: 'host=evil.example',
    'dapr-app-id': 'shop-payment',
    'dapr-api-token': 'x',
  };
  assertProblem(await ask(listOrders.path, { headers: claims }), 401, 'unauthenticated');
  const own = await shopper.api.raw(getCart.path, { headers: claims });
  assert.equal(own.status, 200);
  assert.equal(own.headers['x-powered-by'], undefined);
  const discovery = await ask('/auth/.well-known/openid-configuration', { headers: claims });
  assert.equal((discovery.json() as { issuer: string }).issuer, `${shopUrl()}/auth`);
  const sidecarsOrder = `Basic ${Buffer.from('dapr-app-id:shop-payment').toString('base64')}`;
  const still = await ask('/auth/.well-known/openid-configuration', { headers: { authorization: sidecarsOrder } });
  assert.equal(still.status, 200);
});

test('responses carry security headers, and other origins get no access', async () => {
  const { headers } = await ask(listProducts.path, { headers: { origin: 'http://evil.example' } });
  assert.equal(headers['access-control-allow-origin'], undefined);
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.ok(headers['content-security-policy']);
});

test('an incoming trace is continued', async () => {
  const trace = 'c'.repeat(32);
  const answer = await ask('/api/v1/nothing', { headers: { traceparent: `00-${trace}-${'d'.repeat(16)}-01` } });
  assert.equal(answer.headers['x-request-id'], trace);
});

test('serves health and the start page', async () => {
  assert.equal((await ask('/healthz/live')).status, 200);
  assert.equal((await ask('/healthz/ready')).status, 200);
  const page = await ask('/');
  assert.equal(page.status, 200);
  assert.match(page.text, /Mambogo/);
});

test('a refresh token renews the access token once', async () => {
  const before = await shopper.session.token();
  await shopper.session.renew();
  assert.notEqual(await shopper.session.token(), before);
  assert.equal((await shopper.api.raw(getCart.path)).status, 200);
});
