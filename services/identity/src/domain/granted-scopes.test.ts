import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scopes } from '@mambogo/contracts/scopes.ts';
import { grantedScopes } from './granted-scopes.ts';

test('grants all scopes the roles allow when no API scope is requested', () => {
  assert.deepEqual(grantedScopes(new Set(['openid']), ['USER']), ['cart:manage', 'order:write']);
  assert.deepEqual(grantedScopes(new Set(), ['USER', 'ADMIN']), [...scopes]);
});

test('grants only the requested scopes that the roles allow', () => {
  assert.deepEqual(grantedScopes(new Set(['openid', 'order:write', 'stock:manage']), ['USER']), ['order:write']);
  assert.deepEqual(grantedScopes(new Set(['stock:manage']), ['USER']), []);
  assert.deepEqual(grantedScopes(new Set(['stock:manage']), ['ADMIN']), ['stock:manage']);
});
