/** Trusted proxies determine the client address, over HTTP. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { request } from 'undici';
import { startGateway } from '../testing/start-gateway.ts';
import { Settings } from './settings.ts';

async function seenFrom(settings: Record<string, string>, forwarded: string): Promise<unknown> {
  const gateway = await startGateway(settings);
  let seen: unknown;
  gateway.sidecar.handlers.set('shop-product', (incoming, response) => {
    seen = incoming.headers['x-forwarded-for'];
    response.end('[]');
  });
  const answer = await request(`${gateway.url}/api/v1/categories`, { headers: { 'x-forwarded-for': forwarded } });
  await answer.body.dump();
  await gateway.stop();
  return seen;
}

test('trusts X-Forwarded-For only from configured proxies; the last address that is no proxy is the client', async () => {
  assert.equal(await seenFrom({}, '203.0.113.9'), '127.0.0.1');
  assert.equal(await seenFrom({ TRUSTED_PROXIES: '10.0.0.0/8' }, '203.0.113.9'), '127.0.0.1');
  assert.equal(
    await seenFrom({ TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8' }, '1.2.3.4, 203.0.113.9, 10.1.1.1'),
    '203.0.113.9',
  );
});

test('rejects an invalid range in the settings', () => {
  const read = (TRUSTED_PROXIES: string) => readSettings(Settings.pick({ TRUSTED_PROXIES: true }), { TRUSTED_PROXIES });
  assert.throws(() => read('10.0.0.0/8,traefik'), /TRUSTED_PROXIES: traefik is not an address or CIDR range/);
});
