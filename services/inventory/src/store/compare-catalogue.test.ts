import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparisonDelayMinutes } from '@mambogo/contracts/api/internal-comparisons.ts';
import { newProductId } from '@mambogo/contracts/ids.ts';
import { catalogueDifferences } from './compare-catalogue.ts';

const old = comparisonDelayMinutes.stockRow * 60 + 1;
const young = comparisonDelayMinutes.stockRow * 60 - 1;
const id = newProductId();

test('reports an active product without a stock row after some minutes, not a retired or new one', () => {
  assert.deepEqual(
    catalogueDifferences([{ id, offered: true, age: old }], []).map((one) => one.id),
    [id],
  );
  assert.deepEqual(catalogueDifferences([{ id, offered: false, age: old }], []), []);
  assert.deepEqual(catalogueDifferences([{ id, offered: true, age: young }], []), []);
});

test('reports a stock row without a product unless it is new, not one of a retired product', () => {
  assert.deepEqual(
    catalogueDifferences([], [{ id, age: old }]).map((one) => one.id),
    [id],
  );
  assert.deepEqual(catalogueDifferences([], [{ id, age: young }]), []);
  assert.deepEqual(catalogueDifferences([{ id, offered: false, age: old }], [{ id, age: old }]), []);
});
