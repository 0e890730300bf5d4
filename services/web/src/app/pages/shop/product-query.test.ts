import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { readProductQuery, withFilter } from './product-query.ts';

const read = (search: string, slug?: string) => readProductQuery(new URLSearchParams(search), 'USD', slug);

test('reads the search from the URL', () => {
  assert.deepEqual(read('q=tea&from=5&to=19,99&availability=in-stock&sort=-price&page=3'), {
    search: 'tea',
    category: undefined,
    minPrice: 500,
    maxPrice: 1_999,
    availability: 'in-stock',
    sort: '-price',
    page: 3,
    size: 24,
  });
  assert.equal(read('', 'garden').category, 'garden');
  assert.equal(read('q=tea').sort, 'relevance');
  assert.equal(read('').sort, 'name');
});

test('makes a valid query from any URL', () => {
  for (const search of [
    'from=-1&to=abc&availability=x&sort=x&page=-5',
    'from=50&to=10',
    'page=99999999',
    `q=${'x'.repeat(500)}`,
    'from=1e9&to=0.001',
    'q=%20%20',
    'page=1.5&from=.',
  ]) {
    const parameters = Object.entries(read(search)).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    );
    assert.ok(listProducts.query.safeParse(Object.fromEntries(parameters)).success, search);
  }
});

test('resets the page when a filter changes, and removes an empty filter', () => {
  const address = new URLSearchParams('q=tea&page=4&to=9');
  assert.equal(withFilter(address, { to: '', from: '2' }).toString(), 'q=tea&from=2');
});
