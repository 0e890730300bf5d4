import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shopUrl } from '../shop-under-test.ts';
import { exchange } from '../shopper/exchange.ts';

const own = () => new URL(shopUrl());
/** Origins that look like the shop's own, to somebody who compares carelessly. */
const foreign = () => {
  const { protocol, hostname, port, host } = own();
  return [
    'null',
    'https://evil.example',
    `${protocol}//${hostname}.evil.example:${port}`,
    `${protocol}//evil${hostname}:${port}`,
    `${protocol}//sub.${host}`,
    `${protocol}//${host}.evil.example`,
    `https://${host}`,
    `${protocol}//${hostname}`,
    `${protocol}//${hostname}:1${port}`,
    `${protocol}//${host}@evil.example`,
    `${protocol}//${host}/`,
    `${protocol}//${host}%60.evil.example`,
    `${protocol}//${host}_.evil.example`,
    `${protocol.toUpperCase()}//${host}`,
    'file://',
    'chrome-extension://abcdef',
    '*',
    `${protocol}//${host}, https://evil.example`,
    `${protocol}//127.0.0.1:${Number(port) + 1}`,
  ];
};

test("no origin but the shop's own is let read anything, however alike it looks", async () => {
  for (const origin of foreign()) {
    const { headers } = await exchange(new URL('/api/v1/products?size=1', own()), { headers: { origin } });
    assert.equal(headers['access-control-allow-origin'], undefined, origin);
    assert.equal(
      headers['access-control-allow-credentials'] === 'true' && headers['access-control-allow-origin'] !== undefined,
      false,
      origin,
    );
  }
});

test('a foreign page that asks beforehand is allowed nothing', async () => {
  for (const origin of foreign()) {
    const answer = await exchange(new URL('/api/v1/cart', own()), {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'DELETE', 'access-control-request-headers': 'authorization' },
    });
    assert.equal(answer.headers['access-control-allow-origin'], undefined, origin);
  }
});

test("the shop's own origin is named, never a star, and caches are told that it matters", async () => {
  const { origin } = own();
  const { headers } = await exchange(new URL('/api/v1/products?size=1', own()), { headers: { origin } });
  assert.equal(headers['access-control-allow-origin'], origin);
  assert.match(String(headers.vary), /origin/i);
  const without = await exchange(new URL('/api/v1/products?size=1', own()));
  assert.match(String(without.headers.vary), /origin/i);
});

test('a guest has a cart by a cookie: no foreign page changes it', async () => {
  for (const origin of foreign()) {
    const answer = await exchange(new URL('/api/v1/cart', own()), { method: 'DELETE', headers: { origin } });
    assert.equal(answer.status, 403, origin);
  }
});
