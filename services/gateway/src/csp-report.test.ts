/** CSP reports of browsers, over HTTP. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { request } from 'undici';
import { startGateway, type TestGateway } from '../testing/start-gateway.ts';

let gateway: TestGateway;
before(async () => {
  gateway = await startGateway();
});
after(() => gateway.stop());

const report = (type: string, body: unknown) =>
  request(`${gateway.url}/csp-report`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

test('accepts reports in both formats and counts them by directive', async () => {
  const old = {
    'csp-report': {
      'document-uri': 'https://shop.test/orders/4711',
      'violated-directive': 'script-src-elem',
      'blocked-uri': 'https://evil.example/x.js?user=1',
    },
  };
  assert.equal((await report('application/csp-report', old)).statusCode, 204);
  const violation = { type: 'csp-violation', body: { effectiveDirective: 'script-src-elem', blockedURL: 'inline' } };
  const other = { type: 'deprecation', body: {} };
  assert.equal((await report('application/reports+json', [violation, other])).statusCode, 204);
  assert.match(await gateway.metrics(), /mambogo_gateway_csp_violations_total\{directive="script-src-elem"\} 2/);
});

test('counts an unknown directive as other', async () => {
  const odd = { 'csp-report': { 'effective-directive': 'x'.repeat(50), 'blocked-uri': 'javascript:alert(1)' } };
  assert.equal((await report('application/csp-report', odd)).statusCode, 204);
  assert.match(await gateway.metrics(), /directive="other"\} 1/);
});

test('rejects bodies that are no report or too large, and other methods', async () => {
  assert.equal((await report('application/csp-report', '{')).statusCode, 400);
  assert.equal((await report('application/csp-report', [])).statusCode, 400);
  assert.equal((await report('application/json', {})).statusCode, 415);
  assert.equal((await report('application/csp-report', ' '.repeat(100_000))).statusCode, 413);
  assert.equal((await request(`${gateway.url}/csp-report`, { headers: { host: 'shop.test' } })).statusCode, 405);
});
