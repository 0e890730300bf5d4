import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDelta, parseQuantity } from './parse-quantity.ts';

test('what came in is a whole number from 1 to what a shelf holds', () => {
  assert.equal(parseQuantity(' 12 '), 12);
  assert.equal(parseQuantity('999999'), 999_999);
  for (const typed of ['', '0', '-1', '1.5', '1e3', '1000000', 'ten', '٣'])
    assert.equal(parseQuantity(typed), undefined, typed);
});

test('a correction has a sign and is not nothing', () => {
  assert.equal(parseDelta('-2'), -2);
  assert.equal(parseDelta('−2'), -2);
  assert.equal(parseDelta('+3'), 3);
  assert.equal(parseDelta('3'), 3);
  for (const typed of ['', '0', '-0', '1,5', '-1000000', '--2']) assert.equal(parseDelta(typed), undefined, typed);
});
