import assert from 'node:assert/strict';
import { test } from 'node:test';
import { request } from 'undici';
import { startGateway } from '../../testing/start-gateway.ts';
import { profileRules } from '../profile-rules.ts';
import { securityHeaders } from './security-headers.ts';

const strict = (url: string, profile: 'local' | 'demo' | 'prod', preload = false) =>
  securityHeaders(new URL(url), profileRules[profile], preload).strictTransportSecurity;

test('sends HSTS with subdomains for a year in prod, and none without https', () => {
  assert.deepEqual(strict('https://shop.example', 'prod'), {
    maxAge: 31_536_000,
    includeSubDomains: true,
    preload: false,
  });
  assert.deepEqual(strict('https://shop.example', 'prod', true), {
    maxAge: 31_536_000,
    includeSubDomains: true,
    preload: true,
  });
  assert.deepEqual(strict('https://shop.example', 'demo'), {
    maxAge: 86_400,
    includeSubDomains: false,
    preload: false,
  });
  assert.equal(strict('http://localhost:8080', 'prod'), false);
});

test('security.txt has a contact and an expiry date', async (t) => {
  const gateway = await startGateway({ SECURITY_CONTACT: 'https://shop.test/report' });
  t.after(() => gateway.stop());
  const send = async (headers: Record<string, string>) =>
    request(`${gateway.url}/.well-known/security.txt`, { headers: { host: 'shop.test', ...headers } });
  const answer = await send({});
  assert.equal(answer.headers['content-type'], 'text/plain; charset=utf-8');
  const fields = new Map(
    (await answer.body.text())
      .trim()
      .split('\n')
      .map((line) => line.split(': ') as [string, string]),
  );
  assert.equal(fields.get('Contact'), 'https://shop.test/report');
  assert.equal(fields.get('Canonical'), 'http://shop.test/.well-known/security.txt');
  const days = (Date.parse(fields.get('Expires') ?? '') - Date.now()) / 86_400_000;
  assert.ok(days > 150 && days < 365, `${days}`);
});

test("defaults to the role address at the shop's host", async (t) => {
  const gateway = await startGateway();
  t.after(() => gateway.stop());
  const { body } = await request(`${gateway.url}/.well-known/security.txt`, { headers: { host: 'shop.test' } });
  assert.match(await body.text(), /^Contact: mailto:security@shop\.test$/m);
});
