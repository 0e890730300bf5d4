/** What the logs hold of a request: enough to find it, nothing of who it is about. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

/** A gateway in a process of its own, whose log is its standard output. */
const script = `
const { startGateway } = await import('./testing/start-gateway.ts');
const { request } = await import('undici');
const gateway = await startGateway({ LOG_LEVEL: 'info', TRUSTED_PROXIES: '127.0.0.1' });
gateway.sidecar.peers.set('shop-product', (_incoming, response) => void response.end('{"items":[]}'));
gateway.sidecar.peers.set('shop-cart', (_incoming, response) => void response.end('{}'));
const headers = { 'x-forwarded-for': '203.0.113.77', traceparent: '00-' + 'a'.repeat(32) + '-' + 'b'.repeat(16) + '-01' };
const get = async (path, more = {}) => (await request(gateway.url + path, { headers: { ...headers, ...more } })).body.dump();
await get('/api/v1/products?search=secretword');
await get('/api/v1/cart', { authorization: 'Bearer ' + gateway.token('cart:manage', 'person-4711'), cookie: 'mambogo_guest=cookieword' });
await get('/api/v1/nothing-here');
await get('/api/v1/products?search=' + encodeURIComponent("secretword' UNION SELECT password FROM users--"));
await gateway.stop();
`;

test('one line a request: route, status, time, bytes, kind of client; no query, token, user or whole address', () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  const lines = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const requests = lines.filter(({ msg }) => msg === 'request');
  assert.deepEqual(
    requests.map(({ method, route, status: code, client, from }) => [method, route, code, client, from]),
    [
      ['GET', 'listProducts', 200, 'guest', '203.0.113.0/24'],
      ['GET', 'getCart', 200, 'user', '203.0.113.0/24'],
      ['GET', 'none', 404, 'guest', '203.0.113.0/24'],
      ['GET', 'listProducts', 403, 'guest', '203.0.113.0/24'],
    ],
  );
  for (const line of requests) {
    assert.equal(line.traceId, 'a'.repeat(32));
    assert.ok(typeof line.ms === 'number' && typeof line.bytes === 'number' && line.bytes > 100);
  }
  const threat = lines.find(({ msg }) => msg === 'a request looks like an attack');
  assert.equal(threat?.class, 'sql');
  assert.ok(typeof threat?.rule === 'string');
  for (const secret of ['secretword', 'cookieword', 'person-4711', '203.0.113.77', 'eyJ', 'UNION', 'nothing-here'])
    assert.ok(!stdout.includes(secret), `${secret} is in the log`);
});
