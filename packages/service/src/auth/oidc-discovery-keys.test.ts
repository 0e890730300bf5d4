import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { isSecureOrLoopback, oidcDiscoveryKeys } from './oidc-discovery-keys.ts';

/** An issuer that returns these texts by path. */
async function issuerWith(
  t: TestContext,
  responses: (origin: string) => Record<string, object | string>,
): Promise<string> {
  const server = createServer((request, response) => {
    const found = responses(origin)[request.url ?? ''];
    if (typeof found === 'string') response.writeHead(302, { location: found }).end();
    else response.writeHead(found ? 200 : 404).end(JSON.stringify(found ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return origin;
}
const discovery = '/realm/.well-known/openid-configuration';

test("finds the keys through the issuer's metadata", async (t) => {
  const origin = await issuerWith(t, (here) => ({
    [discovery]: { issuer: `${here}/realm`, jwks_uri: `${here}/certs` },
    '/certs': { keys: [{ kid: 'a' }] },
  }));
  assert.deepEqual(await oidcDiscoveryKeys(`${origin}/realm`)(), { keys: [{ kid: 'a' }] });
});

test('rejects the metadata of another issuer, even if only a trailing slash differs', async (t) => {
  const origin = await issuerWith(t, (here) => ({
    [discovery]: { issuer: `${here}/realm`, jwks_uri: `${here}/certs` },
  }));
  await assert.rejects(oidcDiscoveryKeys(`${origin}/realm/`)(), /set the issuer to exactly that/);
});

test('fetches keys neither over remote http nor after a redirect', async (t) => {
  const plain = await issuerWith(t, (here) => ({
    [discovery]: { issuer: `${here}/realm`, jwks_uri: 'http://keys.example/certs' },
  }));
  await assert.rejects(oidcDiscoveryKeys(`${plain}/realm`)(), /https/);
  const leading = await issuerWith(t, (here) => ({
    [discovery]: { issuer: `${here}/realm`, jwks_uri: `${here}/moved` },
    '/moved': `/certs`,
    '/certs': { keys: [] },
  }));
  await assert.rejects(oidcDiscoveryKeys(`${leading}/realm`)());
  await assert.rejects(oidcDiscoveryKeys('http://issuer.example')(), /https/);
});

test('allows plain http only on this machine', () => {
  for (const address of ['https://a.example', 'http://localhost:1', 'http://shop.localhost', 'http://127.0.0.1:9/x'])
    assert.ok(isSecureOrLoopback(address), address);
  for (const address of [
    'http://a.example',
    'http://localhost.example',
    'http://127.0.0.1.example',
    'ftp://localhost',
    '',
  ])
    assert.ok(!isSecureOrLoopback(address), address);
});
