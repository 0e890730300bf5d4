import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pagesAround } from './pages-around.ts';

test('shows the first, last and surrounding pages, without a gap that hides a single page', () => {
  const gap = undefined;
  assert.deepEqual(pagesAround(1, 1), [1]);
  assert.deepEqual(pagesAround(1, 3), [1, 2, 3]);
  assert.deepEqual(pagesAround(1, 9), [1, 2, gap, 9]);
  assert.deepEqual(pagesAround(5, 9), [1, gap, 4, 5, 6, gap, 9]);
  assert.deepEqual(pagesAround(4, 9), [1, 2, 3, 4, 5, gap, 9]);
});
