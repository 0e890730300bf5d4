import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiTokenScopes, effectiveScopes, grantableScopes } from './api-token-scopes.ts';

test('a merchant gives the work of a merchant, a shopper gives nothing, nobody gives administration', () => {
  assert.deepEqual(grantableScopes(['USER', 'ADMIN']), [...apiTokenScopes]);
  assert.deepEqual(grantableScopes(['USER']), []);
  assert.ok(!apiTokenScopes.some((scope) => /admin|cart|order:write/.test(scope)));
});

test('a token is good for no more than its owner may do at the moment', () => {
  assert.deepEqual(effectiveScopes(['stock:manage', 'admin:all', 'nonsense'], ['USER', 'ADMIN']), ['stock:manage']);
  assert.deepEqual(effectiveScopes(['stock:manage'], ['USER']), []);
});
