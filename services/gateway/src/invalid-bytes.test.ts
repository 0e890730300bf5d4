/** Bytes that are not UTF-8: they are not forwarded, and no breaker opens. */
import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import { after, before, test } from 'node:test';
import { until } from '@mambogo/testing/until.ts';
import { request } from 'undici';
import { head, sendRaw } from '../testing/raw-client.ts';
import { startGateway, type TestGateway } from '../testing/start-gateway.ts';

let gateway: TestGateway;
before(async () => {
  gateway = await startGateway();
  // As daprd does: what it can't put into a gRPC message is a 500 of its own.
  for (const peer of ['shop-product', 'shop-web', 'shop-cart', 'shop-identity'])
    gateway.sidecar.handlers.set(peer, (incoming, response, path) => {
      const texts = [...incoming.rawHeaders.map((text) => Buffer.from(text, 'latin1')), decoded(path)];
      if (texts.every((text) => isUtf8(text))) return void response.end('{}');
      const message = `failed to invoke, id: ${peer}, err: rpc error: code = Internal desc = grpc: error while marshaling: string field contains invalid UTF-8`;
      response.writeHead(500, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ errorCode: 'ERR_DIRECT_INVOKE', message }));
    });
});
after(() => gateway.stop());

const decoded = (path: string) =>
  Buffer.from(
    path.replaceAll(/%([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

async function statusOf(line: string, ...headers: string[]): Promise<number | undefined> {
  const client = await sendRaw(gateway.port, head(line, 'Connection: close', ...headers));
  await until('it has a response', () => client.status() !== undefined, 5_000);
  return client.status();
}

const headers = [
  'User-Agent',
  'Accept-Language',
  'Cookie',
  'Referer',
  'Cache-Control',
  'Idempotency-Key',
  'Authorization',
];

test('84 GETs with an invalid byte in the path or any forwarded header open no breaker', async () => {
  for (let round = 0; round < 12; round++) {
    assert.equal(await statusOf('GET /%e9'), 400);
    for (const name of headers.slice(0, 6))
      assert.equal(await statusOf('GET /api/v1/products', `${name}: Caf\xe9 \xff\x80 ${round}`), 200, name);
  }
  assert.deepEqual(
    Object.values(gateway.context.upstreams.states()).filter((state) => state !== 'closed'),
    [],
  );
  assert.equal((await request(`${gateway.url}/api/v1/categories`)).statusCode, 200);
});

test('serves a client that sends Latin-1, also in an invalid token', async () => {
  assert.equal(await statusOf('GET /api/v1/products', 'User-Agent: Caf\xe9 1.0'), 200);
  assert.equal(await statusOf('GET /api/v1/products', 'Authorization: Bearer \xe9'), 200);
});

test('rejects raw bytes in a path with 400', async () => {
  for (const address of ['/api/v1/products/\xe9', '/api/v1/products?search=\xe9', '/caf%E9', '/assets/%ff.js'])
    assert.equal(await statusOf(`GET ${address}`), 400, address);
});

test("a sidecar's rejection of a request is a 400, and does not count against the upstream", async () => {
  gateway.sidecar.handlers.set('shop-cart', (_incoming, response) => {
    const message =
      'failed to invoke, id: shop-cart, err: rpc error: code = InvalidArgument desc = invalid method: method contains forbidden character';
    response.writeHead(500, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ errorCode: 'ERR_DIRECT_INVOKE', message }));
  });
  for (let count = 0; count < 15; count++) {
    const answer = await request(`${gateway.url}/api/v1/cart`);
    assert.equal(answer.statusCode, 400);
    assert.match(await answer.body.text(), /invalid character/);
  }
  assert.equal(gateway.context.upstreams.states().cart, 'closed');
});
