import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scopes } from '@mambogo/contracts/scopes.ts';
import { grantedScopes } from './granted-scopes.ts';

test('who names no API scope gets all that the roles allow', () => {
  assert.deepEqual(grantedScopes(new Set(['openid']), ['USER']), ['cart:manage', 'order:write']);
  assert.deepEqual(grantedScopes(new Set(), ['USER', 'ADMIN']), [...scopes]);
});

test('who names some gets those that the roles allow', () => {
  assert.deepEqual(grantedScopes(new Set(['openid', 'order:write', 'stock:manage']), ['USER']), ['order:write']);
  assert.deepEqual(grantedScopes(new Set(['stock:manage']), ['USER']), []);
  assert.deepEqual(grantedScopes(new Set(['stock:manage']), ['ADMIN']), ['stock:manage']);
});
