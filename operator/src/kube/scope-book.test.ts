import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError } from './api-error.ts';
import { managedKinds, storefronts } from './resource-kinds.ts';
import { createScopeBook } from './scope-book.ts';

const [secrets = storefronts, configMaps = storefronts] = managedKinds;
const forbidden = new ApiError(403, 'Forbidden', 'may not list');

test('work begins once everything was listed, is not installed, or may not be read', () => {
  const book = createScopeBook(3);
  book.listed(storefronts, '');
  book.unavailable(secrets, '', new ApiError(503, 'Busy', 'later'), false);
  book.unavailable(configMaps, '', new ApiError(404, 'NotFound', 'no such kind'), true);
  assert.equal(book.synced(), false);
  book.unavailable(secrets, '', forbidden, false);
  assert.equal(book.synced(), true);
});

test('what was never read of a namespace is known, until it is; elsewhere nothing is amiss', () => {
  const book = createScopeBook(2);
  book.unavailable(secrets, 'b', forbidden, false);
  assert.deepEqual(
    book.unread('b').map(({ message }) => message),
    ['may not list'],
  );
  assert.deepEqual(book.unread('a'), []);
  assert.equal(book.listed(secrets, 'b'), true);
  assert.deepEqual(book.unread('b'), []);
});

test('a watch that broke off leaves what was read before', () => {
  const book = createScopeBook(1);
  book.listed(secrets, '');
  book.unavailable(secrets, '', new Error('other side closed'), false);
  assert.deepEqual(book.unread('any'), []);
});

test('without the definition of Storefronts there is nothing to begin with', () => {
  const book = createScopeBook(1);
  book.unavailable(storefronts, '', new ApiError(404, 'NotFound', 'no such kind'), true);
  assert.equal(book.synced(), false);
});
