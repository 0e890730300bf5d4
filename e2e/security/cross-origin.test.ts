import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getCart } from '@mambogo/contracts/api/cart.ts';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { shopUrl } from '../shop-under-test.ts';
import { exchange } from '../shopper/exchange.ts';

const own = () => new URL(shopUrl());
/** Origins that a careless comparison takes for the shop's own. */
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

test('only the shop’s own origin may read responses, however similar another one looks', async () => {
  for (const origin of foreign()) {
    const { headers } = await exchange(new URL(`${listProducts.path}?size=1`, own()), { headers: { origin } });
    assert.equal(headers['access-control-allow-origin'], undefined, origin);
    assert.equal(
      headers['access-control-allow-credentials'] === 'true' && headers['access-control-allow-origin'] !== undefined,
      false,
      origin,
    );
  }
});

test('the preflight of a foreign page allows nothing', async () => {
  for (const origin of foreign()) {
    const answer = await exchange(new URL(getCart.path, own()), {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'DELETE', 'access-control-request-headers': 'authorization' },
    });
    assert.equal(answer.headers['access-control-allow-origin'], undefined, origin);
  }
});

test('allows the shop’s own origin by name, never a wildcard, and varies caches by it', async () => {
  const { origin } = own();
  const { headers } = await exchange(new URL(`${listProducts.path}?size=1`, own()), { headers: { origin } });
  assert.equal(headers['access-control-allow-origin'], origin);
  assert.match(String(headers.vary), /origin/i);
  const without = await exchange(new URL(`${listProducts.path}?size=1`, own()));
  assert.match(String(without.headers.vary), /origin/i);
});

test('a foreign page can’t change the cart of a guest’s cookie', async () => {
  for (const origin of foreign()) {
    const answer = await exchange(new URL(getCart.path, own()), { method: 'DELETE', headers: { origin } });
    assert.equal(answer.status, 403, origin);
  }
});
