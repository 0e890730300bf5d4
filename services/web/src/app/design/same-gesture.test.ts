import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSameGesture } from './same-gesture.ts';

test('the second of two clicks, two taps, or a key held down is the same gesture; a press after a pause is another', () => {
  assert.equal(isSameGesture(undefined, { detail: 2, timeStamp: 0 }), false, 'nothing came before');
  assert.equal(isSameGesture({ detail: 1, timeStamp: 0 }, { detail: 2, timeStamp: 900 }), true, 'a slow double click');
  assert.equal(isSameGesture({ detail: 1, timeStamp: 0 }, { detail: 1, timeStamp: 300 }), true, 'a double tap');
  assert.equal(isSameGesture({ detail: 0, timeStamp: 0 }, { detail: 0, timeStamp: 30 }), true, 'a key held down');
  assert.equal(isSameGesture({ detail: 1, timeStamp: 0 }, { detail: 1, timeStamp: 600 }), false);
});
