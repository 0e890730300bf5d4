import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownAvailability } from './known-availability.ts';

test('what inventory says is shown; what nobody here knows is judged by the pieces', () => {
  assert.equal(knownAvailability('low-stock', 4), 'low-stock');
  assert.equal(knownAvailability('back-order', 0), 'out-of-stock');
  assert.equal(knownAvailability('plenty', 9_000), 'in-stock');
});
