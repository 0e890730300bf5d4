import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toKnownAvailability } from './known-availability.ts';

test("uses inventory's availability, or derives an unknown one from the quantity", () => {
  assert.equal(toKnownAvailability('low-stock', 4), 'low-stock');
  assert.equal(toKnownAvailability('back-order', 0), 'out-of-stock');
  assert.equal(toKnownAvailability('plenty', 9_000), 'in-stock');
});
