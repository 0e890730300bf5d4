import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSameGesture } from './same-gesture.ts';

test('treats a double click, a double tap and a held key as one gesture, and a later press as another', () => {
  assert.equal(isSameGesture(undefined, { detail: 2, timeStamp: 0 }), false, 'nothing came before');
  assert.equal(isSameGesture({ detail: 1, timeStamp: 0 }, { detail: 2, timeStamp: 900 }), true, 'a slow double click');
  assert.equal(isSameGesture({ detail: 1, timeStamp: 0 }, { detail: 1, timeStamp: 300 }), true, 'a double tap');
  assert.equal(isSameGesture({ detail: 0, timeStamp: 0 }, { detail: 0, timeStamp: 30 }), true, 'a key held down');
  assert.equal(isSameGesture({ detail: 1, timeStamp: 0 }, { detail: 1, timeStamp: 600 }), false);
});
