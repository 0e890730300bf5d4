import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CategoryId, newId, newProductId } from '@mambogo/contracts/ids.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { change, create, type ProductDetails, reactivate, retire } from './product.ts';

const details: ProductDetails = {
  sku: 'TEA-1',
  name: 'Tea',
  description: '',
  price: { amount: 890, currency: 'USD' },
  categoryId: CategoryId.parse(newId()),
  tags: [],
  images: [],
  options: [],
};
const tea = create(newProductId(), details).next;
const refusal = (slug: string) => (error: unknown) => error instanceof Problem && error.slug === slug;

test('a created product is active and has version 1', () => {
  assert.equal(tea.status, 'active');
  assert.equal(tea.version, 1);
});

test('a change replaces the details and increments the version', () => {
  const { next, event } = change(tea, { ...details, name: 'Better tea' }, 1);
  assert.equal(event, 'changed');
  assert.deepEqual([next.id, next.name, next.version], [tea.id, 'Better tea', 2]);
});

test('rejects a change of an outdated version', () => {
  assert.throws(() => change({ ...tea, version: 3 }, details, 2), refusal('precondition-failed'));
});

test('retiring increments the version, and is idempotent', () => {
  const { next, event } = retire(tea);
  assert.deepEqual([next.status, next.version, event], ['retired', 2, 'retired']);
  assert.throws(() => change(next, details, 2), refusal('invalid-transition'));
  assert.deepEqual(retire(next), { next });
});

test('reactivating increments the version, and sets a new sku if given', () => {
  const { next: retired } = retire(tea);
  const { next, event } = reactivate(retired);
  assert.deepEqual([next.status, next.version, next.sku, event], ['active', 3, 'TEA-1', 'reactivated']);
  assert.equal(reactivate(retired, 'TEA-2').next.sku, 'TEA-2');
  assert.deepEqual(reactivate(next, 'TEA-3'), { next });
  assert.equal(change(next, details, 3).event, 'changed');
});
