/** What the log contains about a request: enough to find it, no personal data. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

/** A gateway in a process of its own, whose log is its standard output. */
const script = `
const { writeFileSync } = await import('node:fs');
writeFileSync(process.env.LIMITS, JSON.stringify({ products: { address: 2 } }));
const { startGateway } = await import('../testing/start-gateway.ts');
const { request } = await import('undici');
const gateway = await startGateway({ LOG_LEVEL: 'info', TRUSTED_PROXIES: '127.0.0.1', LIMITS_FILE: process.env.LIMITS });
gateway.sidecar.handlers.set('shop-product', (_incoming, response) => void response.end('{"items":[]}'));
gateway.sidecar.handlers.set('shop-cart', (_incoming, response) => void response.end('{}'));
const headers = { 'x-forwarded-for': '203.0.113.77', traceparent: '00-' + 'a'.repeat(32) + '-' + 'b'.repeat(16) + '-01' };
const get = async (path, more = {}) => (await request(gateway.url + path, { headers: { ...headers, ...more } })).body.dump();
await get('/api/v1/products?search=secretword');
await get('/api/v1/cart', { authorization: 'Bearer ' + gateway.token('cart:manage', 'person-4711'), cookie: 'mambogo_guest=cookieword' });
await get('/api/v1/nothing-here');
await get('/api/v1/products?search=' + encodeURIComponent("secretword' UNION SELECT password FROM users--"));
await get('/api/v1/products');
await gateway.stop();
`;

test('logs one line per request, without query, token, user or full address', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-log-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const limits = join(folder, 'limits.json');
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
    env: { ...process.env, LIMITS: limits },
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
      ['GET', 'listProducts', 429, 'guest', '203.0.113.0/24'],
    ],
  );
  for (const line of requests) {
    assert.equal(line.traceId, 'a'.repeat(32));
    assert.ok(typeof line.ms === 'number' && typeof line.bytes === 'number' && line.bytes > 100);
  }
  const events = lines.filter(({ msg }) => msg === 'security event');
  assert.deepEqual(
    events.map(({ event, outcome, network, count }) => [event, outcome, network, count]),
    [
      ['threat.detected', 'refused', '203.0.113.0/24', 1],
      ['request.throttled', 'refused', '203.0.113.0/24', 1],
    ],
  );
  const detail = events[0]?.detail;
  assert.ok(detail && typeof detail === 'object' && 'class' in detail && 'matches' in detail && 'route' in detail);
  assert.deepEqual([detail.class, detail.route], ['sql', 'listProducts']);
  assert.match(String(detail.matches), /sql\.[a-z-]+ in query\.search/);
  assert.deepEqual(events[1]?.detail, { by: 'address', class: 'products' });
  for (const secret of ['secretword', 'cookieword', 'person-4711', '203.0.113.77', 'eyJ', 'UNION', 'nothing-here'])
    assert.ok(!stdout.includes(secret), `${secret} is in the log`);
});
