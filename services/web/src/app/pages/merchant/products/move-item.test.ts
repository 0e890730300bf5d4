import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moveItem } from './move-item.ts';

test('moves an item and shifts the others', () => {
  assert.deepEqual(moveItem(['a', 'b', 'c'], 0, 1), ['b', 'a', 'c']);
  assert.deepEqual(moveItem(['a', 'b', 'c'], 2, 0), ['c', 'a', 'b']);
  assert.deepEqual(moveItem(['a'], 0, 0), ['a']);
});
