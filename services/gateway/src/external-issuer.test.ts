/** The gateway with an external OpenID provider instead of identity. */

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { listAllOrders } from '@mambogo/contracts/api/admin-orders.ts';
import { listOrders } from '@mambogo/contracts/api/orders.ts';
import { type ExternalIssuer, startExternalIssuer } from '@mambogo/testing/external-issuer.ts';
import { request } from 'undici';
import { publicUrl, startGateway, type TestGateway } from '../testing/start-gateway.ts';

let theirs: ExternalIssuer;
let gateway: TestGateway;
before(async () => {
  theirs = await startExternalIssuer();
  gateway = await startGateway({ ISSUER: theirs.issuer, AUDIENCE: 'shop-api' });
  gateway.sidecar.handlers.set('shop-order', (_request, response) => response.writeHead(200).end('{}'));
});
after(async () => {
  await gateway?.stop();
  await theirs?.stop();
});
beforeEach(() => {
  gateway.sidecar.invoked.length = 0;
});

const send = async (path: string, token?: string) => {
  const { statusCode, body } = await request(gateway.url + path, {
    headers: { host: new URL(publicUrl).host, ...(token ? { authorization: `Bearer ${token}` } : {}) },
  });
  await body.dump();
  return statusCode;
};

test('accepts its tokens within their roles, without calling identity', async () => {
  const shopper = await theirs.logIn('ana', '');
  assert.equal(await send(listOrders.path, shopper), 200);
  assert.equal(await send(listAllOrders.path, shopper), 403);
  assert.equal(await send(listAllOrders.path, await theirs.logIn('boss', '')), 200);
  assert.deepEqual([...new Set(gateway.sidecar.invoked.map((call) => call.split(' ')[0]))], ['shop-order']);
});

test("rejects tokens for other audiences, and of the shop's own issuer", async () => {
  const elsewhere = await theirs.logIn('ana', '', 'urn:somebody-elses-api');
  assert.equal(await send(listOrders.path, elsewhere), 401);
  assert.equal(await send(listOrders.path, gateway.token('order:write')), 401);
});

test('returns 404 under /auth', async () => {
  for (const path of ['/auth/.well-known/openid-configuration', '/auth/account'])
    assert.equal(await send(path), 404, path);
  assert.deepEqual(gateway.sidecar.invoked, []);
});

test('keeps its keys while it is unavailable', async () => {
  const token = await theirs.logIn('ana', '');
  assert.equal(await send(listOrders.path, token), 200);
  await theirs.stop();
  assert.equal(await send(listOrders.path, token), 200);
  theirs = await startExternalIssuer();
});
