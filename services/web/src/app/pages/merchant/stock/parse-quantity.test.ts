import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDelta, parseQuantity } from './parse-quantity.ts';

test('accepts a received quantity from 1 to the stock limit', () => {
  assert.equal(parseQuantity(' 12 '), 12);
  assert.equal(parseQuantity('999999'), 999_999);
  for (const typed of ['', '0', '-1', '1.5', '1e3', '1000000', 'ten', '٣'])
    assert.equal(parseQuantity(typed), undefined, typed);
});

test('accepts a signed adjustment other than zero', () => {
  assert.equal(parseDelta('-2'), -2);
  assert.equal(parseDelta('−2'), -2);
  assert.equal(parseDelta('+3'), 3);
  assert.equal(parseDelta('3'), 3);
  for (const typed of ['', '0', '-0', '1,5', '-1000000', '--2']) assert.equal(parseDelta(typed), undefined, typed);
});
