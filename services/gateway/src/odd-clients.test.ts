/** Valid but unusual requests: other spellings, through proxies, with foreign cookies; over HTTP with a fake sidecar. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { until } from '@mambogo/testing/until.ts';
import { request } from 'undici';
import { sendRaw } from '../testing/raw-client.ts';
import { startGateway, type TestGateway } from '../testing/start-gateway.ts';

const catalogue = JSON.stringify({ items: Array.from({ length: 100 }, (_, at) => ({ at, name: 'A mug' })) });
const cookies: (string | undefined)[] = [];
let gateway: TestGateway;
before(async () => {
  gateway = await startGateway();
  for (const peer of ['shop-product', 'shop-cart', 'shop-order', 'shop-identity'])
    gateway.sidecar.handlers.set(
      peer,
      ((known) => (incoming, response, path) => {
        if (known && path !== '/auth/userinfo') return known(incoming, response, path);
        cookies.push(incoming.headers.cookie);
        response.writeHead(200, { 'content-type': 'application/json' }).end(path.includes('small') ? '{}' : catalogue);
      })(gateway.sidecar.handlers.get(peer)),
    );
});
after(() => gateway.stop());
beforeEach(() => {
  cookies.length = 0;
});

test("accepts the token's scheme in any case", async () => {
  for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
    const authorization = `${scheme} ${gateway.token('order:write')}`;
    const { statusCode, body } = await request(`${gateway.url}/api/v1/orders`, { headers: { authorization } });
    await body.dump();
    assert.equal(statusCode, 200, scheme);
  }
});

test('accepts an absolute-form target, and rejects one without a valid host', async () => {
  const status = async (target: string, host = 'localhost') => {
    const client = await sendRaw(gateway.port, `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    const found = await until(`an answer to ${target}`, () => client.status());
    client.socket.destroy();
    return found;
  };
  const authority = `localhost:${gateway.port}`;
  assert.equal(await status(`http://${authority}/api/v1/products?size=3`), 200);
  assert.equal(
    await status(`HTTP://${authority}/api/v1/products`, 'elsewhere.example'),
    200,
    'the host of the target applies',
  );
  assert.equal(await status(`http://${authority}/api/v1/nothing`), 404);
  for (const target of [
    `http://user@${authority}/api/v1/products`,
    'http:///api/v1/products',
    `http://${authority}//a`,
  ])
    assert.equal(await status(target), 400, target);
});

test("compresses API responses for clients that accept it, not small ones and identity's", async () => {
  const get = async (path: string, accepted: string) => {
    const { headers, body } = await request(gateway.url + path, { headers: { 'accept-encoding': accepted } });
    return { encoding: headers['content-encoding'], vary: headers.vary, bytes: Buffer.from(await body.arrayBuffer()) };
  };
  const brotli = await get('/api/v1/products', 'gzip, deflate, br');
  assert.deepEqual([brotli.encoding, brotliDecompressSync(brotli.bytes).toString()], ['br', catalogue]);
  assert.match(String(brotli.vary), /accept-encoding/i);
  assert.ok(brotli.bytes.length < catalogue.length / 4);
  const gzip = await get('/api/v1/products', 'gzip');
  assert.deepEqual([gzip.encoding, gunzipSync(gzip.bytes).toString()], ['gzip', catalogue]);
  assert.equal((await get('/api/v1/products', 'identity')).encoding, undefined);
  assert.equal((await get('/api/v1/products?search=small', 'br')).encoding, undefined);
  assert.equal((await get('/auth/userinfo', 'br')).encoding, undefined);
});

test("accepts 9 KB of foreign cookies, and forwards only the shop's own", async () => {
  const own = 'mambogo_guest=0190a0b0-0000-4000-8000-000000000001';
  const cookie = `other=${'x'.repeat(9_000)}; ${own}; __Host-mambogo_guest=1; mambogo=2; theme="<script>"`;
  const { statusCode, body } = await request(`${gateway.url}/api/v1/cart`, { headers: { cookie } });
  await body.dump();
  assert.deepEqual([statusCode, cookies], [200, [`${own}; __Host-mambogo_guest=1`]]);
  const tooMany = await request(`${gateway.url}/api/v1/cart`, { headers: { cookie: `a=${'x'.repeat(33_000)}` } });
  await tooMany.body.dump();
  assert.equal(tooMany.statusCode, 431);
});
