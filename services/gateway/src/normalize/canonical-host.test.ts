import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getCart } from '@mambogo/contracts/api/cart.ts';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { canonicalUrlFor } from './canonical-host.ts';

const shop = new URL('https://demo.mambogo.com');
const laptop = new URL('http://localhost:8080');

test('accepts the public host, with or without its default port', () => {
  assert.equal(canonicalUrlFor(shop, 'demo.mambogo.com', '/auth/x'), undefined);
  assert.equal(canonicalUrlFor(shop, 'demo.mambogo.com:443', '/auth/x'), undefined);
  assert.equal(canonicalUrlFor(laptop, 'localhost:8080', '/'), undefined);
});

test('redirects another host to the same page of the public host', () => {
  assert.equal(canonicalUrlFor(shop, 'www.mambogo.com', '/products?a=b'), 'https://demo.mambogo.com/products?a=b');
  assert.equal(canonicalUrlFor(laptop, 'attacker.example', getCart.path), 'http://localhost:8080/api/v1/cart');
});

test('accepts loopback names for the API, but redirects the log-in', () => {
  assert.equal(canonicalUrlFor(laptop, '127.0.0.1:8080', listProducts.path), undefined);
  assert.equal(canonicalUrlFor(shop, '[::1]:18080', listProducts.path), undefined);
  assert.equal(canonicalUrlFor(laptop, '127.0.0.1:8080', '/auth/auth?x=1'), 'http://localhost:8080/auth/auth?x=1');
});

test('redirects an invalid host', () => {
  for (const host of ['a b', 'evil.example@localhost:8080', 'localhost:8080/evil', 'localhost:8080#'])
    assert.equal(canonicalUrlFor(laptop, host, '/'), 'http://localhost:8080/', host);
});
