import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSteadiness } from './steadiness.ts';

test('is steady after long enough without a gap, and has to begin anew after one', () => {
  let now = 100;
  const steadiness = createSteadiness({ needed: 10, gap: 5, now: () => now });
  assert.equal(steadiness.isSteady(), false);
  for (; now < 110; now += 5) {
    assert.equal(steadiness.isSteady(), false, `at ${now}`);
    steadiness.beat();
  }
  steadiness.beat();
  assert.equal(steadiness.isSteady(), true);
  now += 6;
  assert.equal(steadiness.isSteady(), false, 'the last beat is too long ago');
  steadiness.beat();
  assert.equal(steadiness.isSteady(), false, 'it begins anew');
});
