import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moveItem } from './move-item.ts';

test('one goes to another place, the others close up', () => {
  assert.deepEqual(moveItem(['a', 'b', 'c'], 0, 1), ['b', 'a', 'c']);
  assert.deepEqual(moveItem(['a', 'b', 'c'], 2, 0), ['c', 'a', 'b']);
  assert.deepEqual(moveItem(['a'], 0, 0), ['a']);
});
