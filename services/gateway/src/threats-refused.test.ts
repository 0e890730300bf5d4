/** What becomes of requests that look like attacks, by profile, over HTTP; what such a request is, src/threats tells. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { request } from 'undici';
import { type GatewayUnderTest, startGateway } from './testing/start-gateway.ts';

const gateways = new Map<string, GatewayUnderTest>();
before(async () => {
  for (const profile of ['local', 'demo', 'prod']) {
    const gateway = await startGateway({ PROFILE: profile });
    for (const peer of ['shop-product', 'shop-cart', 'shop-identity'])
      if (peer !== 'shop-identity')
        gateway.sidecar.peers.set(peer, (incoming, response) => {
          incoming.resume().once('end', () => response.end('{}'));
        });
    gateways.set(profile, gateway);
  }
});
after(() => Promise.all([...gateways.values()].map((gateway) => gateway.stop())));

const gatewayOf = (profile: string): GatewayUnderTest => {
  const gateway = gateways.get(profile);
  assert.ok(gateway);
  return gateway;
};
const attack = `/api/v1/products?search=${encodeURIComponent("x' UNION SELECT password FROM users--")}`;
const add = (gateway: GatewayUnderTest, body: unknown) =>
  request(`${gateway.url}/api/v1/cart/items`, {
    method: 'POST',
    headers: { authorization: `Bearer ${gateway.token('cart:manage')}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

for (const profile of ['demo', 'prod'])
  test(`in ${profile} an attack ends at the gateway, and is counted by its class`, async () => {
    const gateway = gatewayOf(profile);
    const answer = await request(gateway.url + attack);
    assert.equal(answer.statusCode, 403);
    const text = await answer.body.text();
    assert.match(text, /problems\/threat-detected/);
    assert.doesNotMatch(text, /UNION|sql/i);
    assert.match(await gateway.metrics(), /mambogo_gateway_threats_total\{class="sql",action="refused"\} 1/);
    assert.deepEqual(gateway.sidecar.invoked, []);
  });

test('on a laptop it is counted and passes', async () => {
  const gateway = gatewayOf('local');
  assert.equal((await request(gateway.url + attack)).statusCode, 200);
  assert.match(await gateway.metrics(), /mambogo_gateway_threats_total\{class="sql",action="logged"\} 1/);
});

test('bodies are looked at, also behind a long beginning; their connection lives on', async () => {
  const gateway = gatewayOf('prod');
  const evil = "1' OR 1=1; DROP TABLE users; --";
  assert.equal((await add(gateway, { productId: evil, quantity: 1 })).statusCode, 403);
  assert.equal((await add(gateway, { padding: 'x'.repeat(70_000), productId: evil })).statusCode, 403);
  assert.equal((await add(gateway, { productId: 'x', quantity: 1 })).statusCode, 200);
});

test('nothing is inspected for who may not ask: without a token a hostile body is a 401', async () => {
  const gateway = gatewayOf('prod');
  const answer = await request(`${gateway.url}/api/v1/cart/merge`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ productId: "1' OR 1=1; DROP TABLE users; --" }),
  });
  assert.equal(answer.statusCode, 401);
  await answer.body.dump();
});

test('what shoppers write passes everywhere', async () => {
  for (const profile of gateways.keys())
    for (const search of ["O'Brien", '<3', '1 < 2', 'SELECT mug', '🙂', '50% off', 'rock & roll; drums'])
      assert.equal(
        (await request(`${gatewayOf(profile).url}/api/v1/products?search=${encodeURIComponent(search)}`)).statusCode,
        200,
        `${search} in ${profile}`,
      );
});
