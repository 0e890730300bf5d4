import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '@mambogo/contracts/api/routes.ts';
import { compileRoutes, type Target } from './route-table.ts';

const lookup = compileRoutes(routes);
const id = '0190a0b0-0000-7000-8000-000000000001';
const ofIdentity = ['application/x-www-form-urlencoded', 'application/json'];
const found = (method: string, path: string): Target | undefined => {
  const result = lookup(method, path);
  return result.kind === 'found' ? result.target : undefined;
};

test('finds every public route by its method and path', () => {
  for (const route of routes) {
    const target = found(route.method, route.path.replaceAll(/\{\w+\}/g, id));
    // A path without parameters precedes one with: GET /payments/provider.
    assert.equal(target?.route?.id, route.id);
    assert.deepEqual([target?.owner, target?.rate], [route.owner, route.rate], route.id);
  }
});

test('routes /auth to identity, with stricter limits for credentials and tokens', () => {
  for (const path of [
    '/auth',
    '/auth/',
    '/auth/jwks',
    '/auth/.well-known/openid-configuration',
    '/auth/interaction/a_b-C',
  ])
    assert.deepEqual(
      found('GET', path),
      { id: 'identity', owner: 'identity', rate: 'identity', accepts: ofIdentity },
      path,
    );
  assert.equal(lookup('DELETE', '/auth/jwks').kind, 'other-method');
  for (const path of [
    '/auth/token',
    '/auth/interaction/a_b-C',
    '/auth/interaction/x/sign-up',
    '/auth/account/password',
  ])
    assert.equal(found('POST', path)?.rate, 'log-in', path);
  assert.equal(found('POST', '/auth/session/end')?.rate, 'identity');
});

test('routes reads of pages to web', () => {
  for (const path of ['/', '/products/mug', '/callback', '/search', '/api-docs', '/authors', '/favicon.ico'])
    assert.deepEqual(found('GET', path), { id: 'page', owner: 'web', rate: 'pages', accepts: [] }, path);
  assert.equal(found('HEAD', '/assets/main-1a2b3c.js')?.id, 'asset');
  assert.deepEqual(lookup('POST', '/cart'), { kind: 'other-method', allow: ['GET', 'HEAD'] });
});

test('routes CSP reports to the gateway itself', () => {
  assert.equal(found('POST', '/csp-report')?.owner, 'gateway');
  assert.equal(lookup('GET', '/csp-report').kind, 'other-method');
});

test('without identity, /auth does not exist', () => {
  const without = compileRoutes(routes, { withIdentity: false });
  assert.deepEqual(without('GET', '/auth/jwks'), { kind: 'unknown' });
  assert.equal(without('GET', '/api/v1/products').kind, 'found');
});

test('returns the allowed methods of a known path', () => {
  assert.deepEqual(lookup('PATCH', '/api/v1/orders'), { kind: 'other-method', allow: ['POST', 'GET', 'HEAD'] });
});

test('streams do not allow HEAD', () => {
  assert.equal(lookup('HEAD', `/api/v1/orders/${id}/events`).kind, 'other-method');
});

for (const path of [
  '/internal/quote',
  `/internal/timeline/${id}`,
  '/events/order.events',
  '/dead-letters',
  '/dapr/config',
  '/metrics',
  '/healthz/other',
  '/api/v1/orders/',
  '/api/v1/Orders',
  '/api/v1',
  '/api/v1/products/a%20b',
  '/auth/a%20b',
  '/v1.0/invoke/shop-order/method/internal/x',
  '/v1.0-alpha1/publish/bulk/x',
])
  test(`${path} does not exist`, () => {
    assert.deepEqual(lookup('GET', path), { kind: 'unknown' });
    assert.deepEqual(lookup('POST', path), { kind: 'unknown' });
  });
