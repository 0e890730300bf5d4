import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError } from './api-error.ts';
import { createCacheSyncState } from './cache-sync-state.ts';
import { managedKinds, storefronts } from './resource-kinds.ts';

const [secrets = storefronts, configMaps = storefronts] = managedKinds;
const forbidden = new ApiError(403, 'Forbidden', 'may not list');

test('is synced once every scope was listed, is not installed, or is forbidden', () => {
  const syncState = createCacheSyncState(3);
  syncState.markListed(storefronts, '');
  syncState.markUnavailable(secrets, '', new ApiError(503, 'Busy', 'later'), false);
  syncState.markUnavailable(configMaps, '', new ApiError(404, 'NotFound', 'no such kind'), true);
  assert.equal(syncState.synced(), false);
  syncState.markUnavailable(secrets, '', forbidden, false);
  assert.equal(syncState.synced(), true);
});

test('reports scopes of a namespace that were never read', () => {
  const syncState = createCacheSyncState(2);
  syncState.markUnavailable(secrets, 'b', forbidden, false);
  assert.deepEqual(
    syncState.unreadScopes('b').map(({ message }) => message),
    ['may not list'],
  );
  assert.deepEqual(syncState.unreadScopes('a'), []);
  assert.equal(syncState.markListed(secrets, 'b'), true);
  assert.deepEqual(syncState.unreadScopes('b'), []);
});

test('distinguishes a missing right from a read that failed later', () => {
  const syncState = createCacheSyncState(1);
  syncState.markUnavailable(secrets, 'b', forbidden, false);
  assert.deepEqual(
    syncState.unreadScopes('b').map((scope) => scope.forbidden),
    [true],
  );
  syncState.markUnavailable(secrets, 'b', new ApiError(503, 'ServiceUnavailable', 'try later'), false);
  assert.deepEqual(
    syncState.unreadScopes('b').map((scope) => [scope.forbidden, scope.message]),
    [[false, 'try later']],
  );
});

test('keeps what was read before a watch was interrupted', () => {
  const syncState = createCacheSyncState(1);
  syncState.markListed(secrets, '');
  syncState.markUnavailable(secrets, '', new Error('other side closed'), false);
  assert.deepEqual(syncState.unreadScopes('any'), []);
});

test('does not start without the CRD of Storefronts', () => {
  const syncState = createCacheSyncState(1);
  syncState.markUnavailable(storefronts, '', new ApiError(404, 'NotFound', 'no such kind'), true);
  assert.equal(syncState.synced(), false);
});
