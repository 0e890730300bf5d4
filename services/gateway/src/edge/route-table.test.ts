import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '@mambogo/contracts/api/routes.ts';
import { compileRoutes } from './route-table.ts';

const lookup = compileRoutes(routes);
const id = '0190a0b0-0000-7000-8000-000000000001';

test('every public route is found by its method and address', () => {
  for (const route of routes) {
    const found = lookup(route.method, route.path.replaceAll(/\{\w+\}/g, id));
    assert.deepEqual(found, { kind: 'found', target: { owner: route.owner, route } }, route.id);
  }
});

test('identity has everything under /auth', () => {
  for (const path of [
    '/auth',
    '/auth/',
    '/auth/jwks',
    '/auth/.well-known/openid-configuration',
    '/auth/interaction/a_b-C',
  ])
    assert.deepEqual(lookup('GET', path), { kind: 'found', target: { owner: 'identity' } }, path);
  assert.equal(lookup('DELETE', '/auth/jwks').kind, 'other-method');
});

test('another method of a known address says which there are', () => {
  assert.deepEqual(lookup('PATCH', '/api/v1/orders'), { kind: 'other-method', allow: ['POST', 'GET', 'HEAD'] });
});

test('streams have no HEAD', () => {
  assert.equal(lookup('HEAD', `/api/v1/orders/${id}/events`).kind, 'other-method');
});

for (const path of [
  '/internal/quote',
  `/internal/timeline/${id}`,
  '/events/order.events',
  '/dead-letters',
  '/api/v1/orders/',
  '/api/v1/Orders',
  '/api/v1',
  '/api/v1/products/a%20b',
  '/authors',
  '/auth/a%20b',
  '/v1.0/invoke/shop-order/method/internal/x',
])
  test(`nothing is at ${path}`, () => assert.deepEqual(lookup('GET', path), { kind: 'unknown' }));
