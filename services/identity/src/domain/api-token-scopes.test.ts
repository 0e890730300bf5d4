import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiTokenScopes, effectiveScopes, grantableScopes } from './api-token-scopes.ts';

test('merchants can grant merchant scopes, shoppers none, and nobody grants administration', () => {
  assert.deepEqual(grantableScopes(['USER', 'ADMIN']), [...apiTokenScopes]);
  assert.deepEqual(grantableScopes(['USER']), []);
  assert.ok(!apiTokenScopes.some((scope) => /admin|cart|order:write/.test(scope)));
});

test('a token never exceeds the current roles of its owner', () => {
  assert.deepEqual(effectiveScopes(['stock:manage', 'admin:all', 'nonsense'], ['USER', 'ADMIN']), ['stock:manage']);
  assert.deepEqual(effectiveScopes(['stock:manage'], ['USER']), []);
});
