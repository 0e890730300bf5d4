import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toKnownAvailability } from './known-availability.ts';

test('what inventory says is shown; what nobody here knows is judged by the pieces', () => {
  assert.equal(toKnownAvailability('low-stock', 4), 'low-stock');
  assert.equal(toKnownAvailability('back-order', 0), 'out-of-stock');
  assert.equal(toKnownAvailability('plenty', 9_000), 'in-stock');
});
