import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalUrlFor } from './canonical-host.ts';

const shop = new URL('https://demo.mambogo.com');
const laptop = new URL('http://localhost:8080');

test('the public host stays, with or without its default port', () => {
  assert.equal(canonicalUrlFor(shop, 'demo.mambogo.com', '/auth/x'), undefined);
  assert.equal(canonicalUrlFor(shop, 'demo.mambogo.com:443', '/auth/x'), undefined);
  assert.equal(canonicalUrlFor(laptop, 'localhost:8080', '/'), undefined);
});

test('another host is led to the same page at home', () => {
  assert.equal(canonicalUrlFor(shop, 'www.mambogo.com', '/products?a=b'), 'https://demo.mambogo.com/products?a=b');
  assert.equal(canonicalUrlFor(laptop, 'attacker.example', '/api/v1/cart'), 'http://localhost:8080/api/v1/cart');
});

test('loopback names reach the API without a detour, but log in at home', () => {
  assert.equal(canonicalUrlFor(laptop, '127.0.0.1:8080', '/api/v1/products'), undefined);
  assert.equal(canonicalUrlFor(shop, '[::1]:18080', '/api/v1/products'), undefined);
  assert.equal(canonicalUrlFor(laptop, '127.0.0.1:8080', '/auth/auth?x=1'), 'http://localhost:8080/auth/auth?x=1');
});

test('a host that is none is led home', () => {
  for (const host of ['a b', 'evil.example@localhost:8080', 'localhost:8080/evil', 'localhost:8080#'])
    assert.equal(canonicalUrlFor(laptop, host, '/'), 'http://localhost:8080/', host);
});
