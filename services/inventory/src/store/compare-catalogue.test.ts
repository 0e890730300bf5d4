import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparisonDelayMinutes } from '@mambogo/contracts/api/internal-comparisons.ts';
import { newProductId } from '@mambogo/contracts/ids.ts';
import { catalogueDifferences } from './compare-catalogue.ts';

const old = comparisonDelayMinutes.stockRow * 60 + 1;
const young = comparisonDelayMinutes.stockRow * 60 - 1;
const id = newProductId();

test('a product that is offered for minutes without a stock row is found; a retired or new one is not', () => {
  assert.deepEqual(
    catalogueDifferences([{ id, offered: true, age: old }], []).map((one) => one.id),
    [id],
  );
  assert.deepEqual(catalogueDifferences([{ id, offered: false, age: old }], []), []);
  assert.deepEqual(catalogueDifferences([{ id, offered: true, age: young }], []), []);
});

test('a stock row without its product is found, unless it is new; one of a retired product is not', () => {
  assert.deepEqual(
    catalogueDifferences([], [{ id, age: old }]).map((one) => one.id),
    [id],
  );
  assert.deepEqual(catalogueDifferences([], [{ id, age: young }]), []);
  assert.deepEqual(catalogueDifferences([{ id, offered: false, age: old }], [{ id, age: old }]), []);
});
