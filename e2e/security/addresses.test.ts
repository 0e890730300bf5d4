import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { problemOf } from '../rejections.ts';
import { shopUrl } from '../shop-under-test.ts';
import { exchange } from '../shopper/exchange.ts';
import { type Shopper, signUpShopper } from '../shopper/shopper.ts';
import { connectionClose, sendBytes } from './raw-request.ts';

let shopper: Shopper;
before(async () => {
  shopper = await signUpShopper(shopUrl());
});

const get = async (target: string) => (await sendBytes(connectionClose(`GET ${target} HTTP/1.1`))).statuses;

test('paths that two programs may read differently are 400, whatever they hide', async () => {
  const tricks = [
    '/api/v1/products/../admin/orders',
    '/api/v1/products/..;/admin/orders',
    '/api/v1/./cart',
    '/api//v1/cart',
    '//evil.example/api/v1/cart',
    '/api/v1/%2e%2e/admin',
    '/api/v1/%252e%252e/admin',
    '/api/v1/..%2fadmin/orders',
    '/api/v1%2fcart',
    '/api/v1%5ccart',
    '/api\\v1\\cart',
    '/api/v1/cart%00',
    '/api/v1/cart%0d%0aX-A:%20b',
    '/api/v1/cart%3fa=b',
    '/api/v1/cart%23',
    '/api/v1/%c0%ae%c0%ae/admin',
    '/api/v1/%zz',
    '/api/v1/cart%',
    '/.',
    '/..',
    '/api/v1/products/%25',
    '/auth/%2e%2e/internal/quote',
    '/auth/../internal/quote',
  ];
  for (const target of tricks) {
    const statuses = await get(target);
    assert.equal(statuses.length, 1, target);
    assert.ok(statuses[0] === 400 || statuses[0] === 404, `${target}: ${statuses}`);
  }
});

test('nothing behind the gateway is reached by any spelling of its path', async () => {
  const inside = [
    '/internal/quote',
    '/INTERNAL/quote',
    '/v1.0/invoke/shop-order/method/healthz',
    '/v1.0/metadata',
    '/dapr/subscribe',
    '/dapr/config',
    '/events/order.events',
    '/job/x',
    '/metrics',
    '/healthz',
    '/server-status',
    '/.env',
    '/.git/config',
    '/package.json',
    '/src/main.ts',
    '/node_modules/express/package.json',
    '/actuator/env',
    '/api/v1/internal/cart',
    '/api/v2/products',
    '/api/V1/products',
    '/API/v1/products',
    '/api/v1/products/',
    '/api/v1/orders;a=b',
    '/api/v1/admin;/orders',
    '/api/v1/Admin/orders',
  ];
  for (const path of inside) {
    const answer = await exchange(new URL(path, shopUrl()), { headers: { accept: 'application/json' } });
    // Unknown paths outside /api return the single-page app, which is the same for everybody.
    const page =
      answer.status === 200 || answer.status === 404
        ? /^text\/html/.test(String(answer.headers['content-type']))
        : false;
    if (page) assert.ok(!/DATABASE_URL|"dependencies"|\[core\]|postgres:/.test(answer.text), path);
    else assert.ok(answer.status >= 400 && answer.status < 500, `${path}: ${answer.status}`);
  }
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
    assert.match(String((await exchange(new URL('/internal/quote', shopUrl()), { method })).status), /^40[45]$/);
});

test('only the request line sets the method: no header, field or parameter overrides it', async () => {
  const before = await shopper.cart();
  for (const header of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
    const answer = await shopper.api.raw('/api/v1/cart', { headers: { [header]: 'DELETE' } });
    assert.ok(answer.status === 200 || answer.status === 403, `${header}: ${answer.status}`);
  }
  assert.equal(problemOf(await shopper.api.raw('/api/v1/cart?_method=DELETE')), '400 validation');
  assert.equal((await shopper.cart()).version, before.version);
  for (const method of ['PATCH', 'PROPFIND', 'LOCK', 'PURGE'])
    assert.equal(problemOf(await shopper.api.raw('/api/v1/cart', { method })), '405 method-not-allowed', method);
});

test('no header leads to another path than the one that was checked', async () => {
  for (const header of [
    'x-original-url',
    'x-rewrite-url',
    'x-override-url',
    'x-forwarded-prefix',
    'x-forwarded-path',
  ]) {
    const answer = await exchange(new URL('/api/v1/categories', shopUrl()), {
      headers: { [header]: '/api/v1/admin/orders' },
    });
    assert.ok(answer.status === 200 || answer.status === 403, `${header}: ${answer.status}`);
    assert.doesNotMatch(answer.text, /customerId/);
  }
});

test('a foreign host name is redirected or rejected, and appears in no response', async () => {
  const { host } = new URL(shopUrl());
  const hosts = [
    'evil.example',
    `${host}.evil.example`,
    `evil.example:80@${host}`,
    `${host}@evil.example`,
    `${host}/evil`,
    'evil.example#',
    ' ',
    'a b',
    '[::1',
    '127.0.0.1:99999',
    "x' or 1=1",
    '<script>',
  ];
  for (const name of hosts) {
    const { statuses, text } = await sendBytes(
      ['GET /auth/.well-known/openid-configuration HTTP/1.1', `Host: ${name}`, 'Connection: close', '', ''].join(
        '\r\n',
      ),
    );
    const [status = 0] = statuses;
    assert.ok(status === 308 || (status >= 400 && status < 500), `${name}: ${status}`);
    if (status === 308) assert.match(text, new RegExp(`^location: ${shopUrl()}/`, 'im'), name);
    assert.doesNotMatch(text.replace(/^date:.*$/im, ''), /evil\.example|<script>/i, name);
  }
  for (const header of ['x-forwarded-host', 'x-host', 'forwarded', 'x-forwarded-server', 'x-http-host-override']) {
    const value = header === 'forwarded' ? 'host=evil.example' : 'evil.example';
    const answer = await exchange(new URL('/auth/.well-known/openid-configuration', shopUrl()), {
      headers: { [header]: value },
    });
    assert.doesNotMatch(answer.text + JSON.stringify(answer.headers), /evil\.example/, header);
  }
});

test('handles old and unusual request forms: HTTP/1.0, an absolute URL, an asterisk', async () => {
  const { host } = new URL(shopUrl());
  const old = await sendBytes('GET /api/v1/categories HTTP/1.0\r\n\r\n');
  assert.equal(old.statuses.length, 1);
  assert.ok([200, 308, 400].includes(old.statuses[0] ?? 0), String(old.statuses));
  for (const target of [
    `http://${host}/api/v1/admin/orders`,
    'http://evil.example/api/v1/categories',
    'https://169.254.169.254/latest/meta-data/',
    'file:///etc/passwd',
    '*',
    'evil.example:443',
    '?a=b',
  ]) {
    const { statuses, text } = await sendBytes(connectionClose(`GET ${target} HTTP/1.1`));
    const [status = 0, ...more] = statuses;
    assert.deepEqual(more, []);
    // Another host in an absolute URL is a Host header like any other: at most it leads to the shop's own address.
    assert.ok(status === 308 || (status >= 400 && status < 500), `${target}: ${status}`);
    if (status === 308) assert.match(text, new RegExp(`\\nlocation: ${new URL(shopUrl()).origin}/`, 'i'), target);
  }
});
